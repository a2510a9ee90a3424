import type { LayerName } from "@viking-kb/contract";
import type { MutantResult } from "./measure-mutants.js";

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

/** The groups in the order of the mutants, and all of them together. */
export interface KillMatrix {
  readonly rows: readonly KillRow[];
  readonly total: KillRow;
}

/** Counts what was caught. */
export function killMatrix(mutants: readonly MutantResult[]): KillMatrix {
  const groups = [...new Set(mutants.map(({ group }) => group))];
  return {
    rows: groups.map((name) =>
      row(
        name,
        mutants.filter(({ group }) => group === name),
      ),
    ),
    total: row("all", mutants),
  };
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
