import { type Explanation, isAbout } from "../report/explanations.js";

/** How much of one kind of thing a run has come by. */
export interface Covered {
  readonly total: number;
  readonly seen: number;
  /** Neither seen nor explained. */
  readonly missing: readonly string[];
  /** Not seen, each with the reason for it. */
  readonly explained: readonly Explanation[];
  /** What this target could not be tried with; no part of the total. */
  readonly notTried: readonly string[];
}

/** Holds what there is against what was seen. */
export function coveredOf(
  all: readonly string[],
  seen: ReadonlySet<string>,
  explanations: readonly Explanation[] = [],
  notTried: readonly string[] = [],
): Covered {
  const unseen = all.filter((item) => !seen.has(item));
  const explained = unseen.flatMap((branch) => {
    const row = explanations.find((one) => isAbout(one, branch));
    return row ? [{ about: branch, why: row.why }] : [];
  });
  const missing = unseen.filter((item) => explained.every(({ about }) => about !== item));
  return { total: all.length, seen: all.length - unseen.length, missing, explained, notTried };
}

/** Per cent of what there is and is not explained; 100 of nothing. */
export function percentOf({ total, seen, explained }: Covered): number {
  const expected = total - explained.length;
  return expected === 0 ? 100 : (seen / expected) * 100;
}
