import { type Explanation, isAbout } from "@viking-kb/contract";
import type { Change } from "./change.js";

/** What a contract's changes come to, once the reasons for those that break somebody are looked up. */
export interface Judgement {
  readonly changes: readonly (Change & { readonly why: string | undefined })[];
  /** Breaking, and without a reason. */
  readonly unexplained: readonly Change[];
  /** Reasons for something that did not happen. */
  readonly unused: readonly Explanation[];
}

/** The line by which a change is told in a reason. */
export function lineOf({ operation, what }: Change): string {
  return `${operation} ${what}`;
}

/** Looks the reasons up: what breaks comes first, then in the order of the contract. */
export function judgeChanges(found: readonly Change[], reasons: readonly Explanation[]): Judgement {
  const changes = found
    .toSorted((one, other) => Number(other.breaks) - Number(one.breaks))
    .map((change) => {
      const reason = change.breaks ? reasons.find((row) => isAbout(row, lineOf(change))) : undefined;
      return { ...change, why: reason?.why };
    });
  const breaking = changes.filter(({ breaks }) => breaks);
  return {
    changes,
    unexplained: breaking.filter(({ why }) => why === undefined),
    unused: reasons.filter((reason) => !breaking.some((change) => isAbout(reason, lineOf(change)))),
  };
}
