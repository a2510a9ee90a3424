import type { Difference } from "./received.js";

/** A request that is sound but for its Authorization header, in which the pattern is replaced. */
export const altered = (pattern: RegExp | string, replacement: string): Difference => ({
  authorization: (signed) => {
    const changed = signed.replace(pattern, replacement);
    if (changed === signed) throw new Error(`The row changes nothing: ${pattern}`);
    return changed;
  },
});
