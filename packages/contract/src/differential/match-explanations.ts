import type { Difference } from "../compare-answers.js";
import type { Explanation } from "./explanations.js";

/** A case, by its name within an operation. */
export interface CaseName {
  readonly operationId: string;
  readonly name: string;
}

/** A case that was compared. */
export interface ComparedCase<Found extends { readonly kind: Difference["kind"] }> extends CaseName {
  readonly differences: readonly Found[];
}

/** A difference, and the rows about it: it is explained by exactly one. */
export interface MatchedDifference<Found> {
  readonly difference: Found;
  readonly rows: readonly Explanation[];
}

/** Which rows are about which differences. */
export interface Matching<Found, Case> {
  /** As they were given, each with its differences. */
  readonly cases: readonly { readonly one: Case; readonly matched: readonly MatchedDifference<Found>[] }[];
  /** Rows that explain nothing. */
  readonly idle: readonly Explanation[];
}

/** How rows and differences are brought together. */
export interface MatchOptions<Found> {
  /** Keys and indices from the top of the body; `status` alone for the HTTP status. */
  pathOf(difference: Found): readonly (string | number)[];
  /** Cases that could not be compared: a row about one of them may have had something to explain. */
  readonly notCompared?: readonly CaseName[] | undefined;
}

/** Finds for each difference the rows that are about it, and the rows that are about none. */
export function matchExplanations<
  Found extends { readonly kind: Difference["kind"] },
  Case extends ComparedCase<Found> = ComparedCase<Found>,
>(
  cases: readonly Case[],
  rows: readonly Explanation[],
  { pathOf, notCompared = [] }: MatchOptions<Found>,
): Matching<Found, Case> {
  const matching = cases.map((one) => ({
    one,
    matched: one.differences.map((difference) => ({
      difference,
      rows: rows.filter(
        (row) => isAbout(row, one) && row.kind === difference.kind && isAt(row.path, pathOf(difference)),
      ),
    })),
  }));
  const used = new Set(matching.flatMap(({ matched }) => matched.flatMap((difference) => difference.rows)));
  return {
    cases: matching,
    idle: rows.filter((row) => !used.has(row) && !notCompared.some((one) => isAbout(row, one))),
  };
}

function isAbout(row: Explanation, one: CaseName): boolean {
  return row.operation === one.operationId && [one.name, "*"].includes(row.case);
}

function isAt(pointer: string, path: readonly (string | number)[]): boolean {
  const steps = pointer.startsWith("/") ? pointer.split("/").slice(1) : [pointer];
  return (
    steps.length === path.length &&
    steps.every(
      (step, index) => step === "*" || step.replaceAll("~1", "/").replaceAll("~0", "~") === String(path[index]),
    )
  );
}
