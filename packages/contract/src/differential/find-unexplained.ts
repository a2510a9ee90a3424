import type { Difference } from "../compare-answers.js";
import type { Explanation } from "./explanations.js";
import { type ComparedCase, type Matching, type MatchOptions, matchExplanations } from "./match-explanations.js";

/** How differences are told apart and told of. */
export interface Telling<Found> extends MatchOptions<Found>, Wording<Found> {}

/** How differences are told of. */
export interface Wording<Found> {
  /** In words, without anything secret. */
  show(difference: Found): string;
  /** The file of explanations, and what may be mended instead. */
  readonly file: string;
  readonly mend: string;
}

/** One sentence for each difference that not exactly one row explains, and for each row that explains none. */
export function findUnexplained<Found extends { readonly kind: Difference["kind"] }>(
  cases: readonly ComparedCase<Found>[],
  rows: readonly Explanation[],
  telling: Telling<Found>,
): string[] {
  return tellUnexplained(matchExplanations(cases, rows, telling), telling);
}

/** The same of what has been matched already. */
export function tellUnexplained<Found extends { readonly kind: Difference["kind"] }>(
  { cases, idle }: Matching<Found, ComparedCase<Found>>,
  { show, file, mend }: Wording<Found>,
): string[] {
  const unexplained = cases.flatMap(({ one, matched }) =>
    matched.flatMap(({ difference, rows }) => {
      if (rows.length === 1) return [];
      const place = `${one.operationId} ${one.name}: ${show(difference)} (${difference.kind})`;
      return rows.length === 0
        ? [`${place}. ${mend}, or explain it in ${file}.`]
        : [`${place}. ${rows.length} rows of ${file} explain it: one is enough.`];
    }),
  );
  return [...unexplained, ...idle.map((row) => tellIdle(row, file))];
}

/** That a row explains nothing. */
export function tellIdle(row: Explanation, file: string): string {
  return `${row.operation} ${row.case}: ${row.path} (no such difference). Remove the row from ${file}.`;
}
