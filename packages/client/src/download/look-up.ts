import { builtInModule } from "./built-in-modules.js";
import type { LookUp } from "./link-rules.js";

/** Asks the system, as fetch will; undefined where a runtime has no resolver to be asked, as browsers and workers. */
export const lookUpAddresses: LookUp = async (hostname) => {
  const resolver = await builtInModule("node:dns/promises");
  const found = await resolver?.lookup(hostname, { all: true });
  return found?.map(({ address }) => address);
};
