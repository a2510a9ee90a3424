import type { Difference } from "../differences.js";
import { type Explanation, isAbout } from "../report/explanations.js";
import { placeOf } from "./compare-shapes.js";

/** A place at which two answers differ, whatever is there. */
type Differing = Pick<Difference, "path" | "kind">;

/** A case, by its name within an operation. */
export interface CaseName {
  readonly operationId: string;
  readonly name: string;
}

/** A case that was compared. */
export interface ComparedCase<Found extends Differing> extends CaseName {
  readonly differences: readonly Found[];
}

/** A difference, and what explains it. */
export type Explained<Found> = Found & {
  /** Whether exactly one row is about it. */
  readonly explained: boolean;
  /** The rows about it: with none it is not explained, and two are one too many. */
  readonly explanations: readonly Explanation[];
};

/** The line that explains a difference: `getTaskInfo running /data/percentage value`. */
function lineOf({ operationId, name }: CaseName, { path, kind }: Differing): string {
  return `${operationId} ${name} ${placeOf(path)} ${kind}`;
}

/**
 * Finds for each difference of each case the rows that are about it, and the rows that are about none.
 *
 * @param notCompared cases of which a row may have had something to explain
 */
export function explainDifferences<Found extends Differing, Case extends ComparedCase<Found>>(
  cases: readonly Case[],
  rows: readonly Explanation[],
  notCompared: readonly CaseName[] = [],
): { cases: (Omit<Case, "differences"> & ComparedCase<Explained<Found>>)[]; idle: Explanation[] } {
  const used = new Set<Explanation>();
  const explain = (one: Case, difference: Found): Explained<Found> => {
    const explanations = rows.filter((row) => isAbout(row, lineOf(one, difference)));
    for (const row of explanations) used.add(row);
    return { ...difference, explained: explanations.length === 1, explanations };
  };
  const explained = cases.map((one) => ({
    ...one,
    differences: one.differences.map((difference) => explain(one, difference)),
  }));
  const waits = ({ about }: Explanation) => {
    const [operation, name] = about.split(" ");
    return notCompared.some((one) => isAbout({ about: `${operation} ${name}` }, `${one.operationId} ${one.name}`));
  };
  return { cases: explained, idle: rows.filter((row) => !used.has(row) && !waits(row)) };
}

/** How differences are told of. */
export interface Telling<Found> {
  /** In words, without anything secret. */
  show(difference: Found): string;
  /** The file of explanations, and what may be mended instead. */
  readonly file: string;
  readonly mend: string;
}

/** One sentence for each difference that not exactly one row explains, and for each row that explains none. */
export function findUnexplained<Found extends Differing>(
  compared: readonly ComparedCase<Found>[],
  rows: readonly Explanation[],
  telling: Telling<Found>,
): string[] {
  const { cases, idle } = explainDifferences<Found, ComparedCase<Found>>(compared, rows);
  return [...cases.flatMap((one) => tellUnexplained(one, telling)), ...idle.map((row) => tellIdle(row, telling.file))];
}

/** One sentence for each difference of a case that not exactly one row explains. */
export function tellUnexplained<Found extends Differing>(
  { operationId, name, differences }: ComparedCase<Explained<Found>>,
  { show, file, mend }: Telling<Found>,
): string[] {
  return differences
    .filter(({ explained }) => !explained)
    .map((difference) => {
      const place = `${operationId} ${name}: ${show(difference)} (${difference.kind})`;
      const { length } = difference.explanations;
      return length === 0
        ? `${place}. ${mend}, or explain it in ${file}.`
        : `${place}. ${length} rows of ${file} explain it: one is enough.`;
    });
}

/** That a row explains nothing. */
export function tellIdle({ about }: Explanation, file: string): string {
  return `${about}: no such difference. Remove the row from ${file}.`;
}
