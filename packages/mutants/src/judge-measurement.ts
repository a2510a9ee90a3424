import { type Explanation, isAbout, type LayerName } from "@viking-kb/contract";
import type { Measurement, MutantResult } from "./measure-mutants.js";

/** How many mutants of a group were caught, in all and by each layer. */
export interface KillRow {
  readonly group: string;
  /** Those that changed an answer; the percentages are of these. */
  readonly reached: number;
  readonly notReached: number;
  /** By any layer. */
  readonly caught: number;
  readonly byLayer: Readonly<Record<LayerName, number>>;
}

/** Counts what was caught: by group, in the order of the mutants, and of all of them together. */
export function killMatrix(mutants: readonly MutantResult[]): { rows: KillRow[]; total: KillRow } {
  const groups = [...new Set(mutants.map(({ group }) => group))];
  const own = (name: string) => mutants.filter(({ group }) => group === name);
  return { rows: groups.map((name) => row(name, own(name))), total: row("all", mutants) };
}

/** A share in per cent; 100 of none, since none was missed. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

/** Mutants that changed an answer and were caught by no layer. */
export function survivorsOf(mutants: readonly MutantResult[]): MutantResult[] {
  return mutants.filter(({ reached, caught }) => reached && Object.keys(caught).length === 0);
}

function row(group: string, mutants: readonly MutantResult[]): KillRow {
  const reached = mutants.filter((mutant) => mutant.reached);
  const by = (layer: LayerName) => reached.filter(({ caught }) => caught[layer] !== undefined).length;
  return {
    group,
    reached: reached.length,
    notReached: mutants.length - reached.length,
    caught: reached.length - survivorsOf(mutants).length,
    byLayer: { dredd: by("dredd"), strict: by("strict"), properties: by("properties") },
  };
}

/**
 * One sentence for each mutant, survived or not reached, that not exactly one row explains, and, where every mutant was
 * tried, for each row that explains none.
 */
export function findUnexplainedMutants(measurement: Measurement, rows: readonly Explanation[]): string[] {
  const { mutants, whole } = measurement;
  const survivors = new Set(survivorsOf(mutants));
  const wanting = mutants.filter((mutant) => survivors.has(mutant) || !mutant.reached);
  const unexplained = wanting.flatMap(({ id, reached }) => {
    const { length } = rows.filter((row) => isAbout(row, id));
    const fate = `${id} ${reached ? "survived" : "was not reached"}`;
    if (length === 0) return [`${fate}, and nothing explains it.`];
    return length === 1 ? [] : [`${fate}: ${length} rows explain it, one is enough.`];
  });
  const idle = whole ? rows.filter((row) => !wanting.some(({ id }) => isAbout(row, id))) : [];
  return [...unexplained, ...idle.map(({ about }) => `${about} is explained, and neither survives nor is unreached.`)];
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
