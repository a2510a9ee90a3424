import { type Explanation, isAbout } from "@viking-kb/contract";
import { killMatrix, percent, survivorsOf } from "./kill-matrix.js";
import type { Measurement } from "./measure-mutants.js";

/**
 * One sentence for each mutant, survived or not reached, that not exactly one row explains, and, where every mutant was
 * tried, for each row that explains none.
 */
export function findUnexplainedMutants(measurement: Measurement, rows: readonly Explanation[]): string[] {
  const { mutants, whole } = measurement;
  const survivors = new Set(survivorsOf(mutants));
  const wanting = mutants.filter((mutant) => survivors.has(mutant) || !mutant.reached);
  const matching = (id: string) => rows.filter((row) => isAbout(row, id));
  const unexplained = wanting.flatMap(({ id, reached }) => {
    const { length } = matching(id);
    if (length === 1) return [];
    const fate = reached ? "survived" : "was not reached";
    return [
      length === 0
        ? `${id} ${fate}, and nothing explains it.`
        : `${id} ${fate}: ${length} rows explain it, one is enough.`,
    ];
  });
  const idle = rows.filter((row) => !wanting.some(({ id }) => isAbout(row, id)));
  return [
    ...unexplained,
    ...(whole ? idle : []).map(({ about }) => `${about} is explained, and neither survives nor is unreached.`),
  ];
}

/**
 * What keeps the checks from being as sharp as they are said to be, in sentences.
 *
 * @param kill least share of the mutants that must be caught, in per cent
 */
export function faultsOf(measurement: Measurement, explained: readonly Explanation[], kill: number): string[] {
  const { mutants, harmless, whole } = measurement;
  const { total } = killMatrix(mutants);
  // In a sample each variant is tried in one operation alone, which it may have nothing to change in.
  const idle = whole ? harmless.filter(({ reached }) => !reached) : [];
  return [
    ...(percent(total.caught, total.reached) < kill ? [`Less than ${kill} % of the mutants were caught.`] : []),
    ...(harmless.some(({ caught }) => Object.keys(caught).length > 0) ? ["There are false alarms."] : []),
    ...idle.map(({ id }) => `${id} changed no answer, so nothing could be taken for a fault.`),
    ...findUnexplainedMutants(measurement, explained),
  ];
}

/** The first explanation of a mutant. */
export function whyOf(id: string, rows: readonly Explanation[]): string | undefined {
  return rows.find((row) => isAbout(row, id))?.why;
}
