import { builtInModule } from "./built-in-modules.js";
import type { LookUp } from "./link-rules.js";

/** Asks the system, as fetch will; where a runtime has no resolver to be asked, as a browser, there are no addresses. */
export const lookUpAddresses: LookUp = async (hostname) => {
  const found = await builtInModule("node:dns/promises")?.lookup(hostname, { all: true });
  return (found ?? []).map(({ address }) => address);
};
