/** Something of the contract that a run has not come by, and why that is as it should be. */
export interface ExplainedBranch {
  /** As it is told under what is missing; `*` stands for any text. */
  readonly branch: string;
  readonly why: string;
}

/** How much of one kind of thing a run has come by. */
export interface Covered {
  readonly total: number;
  readonly seen: number;
  /** Neither seen nor explained. */
  readonly missing: readonly string[];
  /** Not seen, each with the reason for it. */
  readonly explained: readonly ExplainedBranch[];
  /** What this target could not be tried with; no part of the total. */
  readonly notTried: readonly string[];
}

/** Holds what there is against what was seen. */
export function coveredOf(
  all: readonly string[],
  seen: ReadonlySet<string>,
  explanations: readonly ExplainedBranch[] = [],
  notTried: readonly string[] = [],
): Covered {
  const unseen = all.filter((item) => !seen.has(item));
  const explained = unseen.flatMap((branch) => {
    const row = explanations.find((one) => fits(one.branch, branch));
    return row ? [{ branch, why: row.why }] : [];
  });
  const missing = unseen.filter((item) => explained.every(({ branch }) => branch !== item));
  return { total: all.length, seen: all.length - unseen.length, missing, explained, notTried };
}

/** Whether a name of a branch is one that an explanation is for. */
export function fits(pattern: string, branch: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(branch);
}

/** Per cent of what there is and is not explained; 100 of nothing. */
export function percentOf({ total, seen, explained }: Covered): number {
  const expected = total - explained.length;
  return expected === 0 ? 100 : (seen / expected) * 100;
}
