import { plainFailures } from "./plain-failures.js";

/**
 * Loads the code that explains failures: a quarter of the client, which is not needed before the first failure. In a
 * browser it comes over the network that may be failing, from a release that may have been replaced. Therefore loading
 * starts together with the first request. Where it cannot be loaded, as in service workers, which refuse dynamic
 * imports, the plain failures take its place.
 */
export function loadFailures(): Promise<typeof plainFailures> {
  return import("./failures.js").catch(() => plainFailures);
}

/** Starts loading that code before there is a failure. */
export function preloadFailures(): void {
  loadFailures();
}
