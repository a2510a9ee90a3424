import { readFile } from "node:fs/promises";
import { CannotRunError, isObject } from "@viking-kb/contract";
import { parse } from "yaml";
import { killMatrix, percent, survivorsOf } from "./kill-matrix.js";
import type { Measurement } from "./measure-mutants.js";

/** Why a mutant survives, or is not reached, on a server. */
export interface ExplainedMutant {
  /** Its id; `*` stands for any part of one. */
  readonly mutant: string;
  readonly why: string;
}

/**
 * Reads a YAML file of explanations: a list of `{mutant, why}`.
 * Rejects with a CannotRunError where it cannot be read.
 */
export async function readExplainedMutants(file: string): Promise<ExplainedMutant[]> {
  const refuse = (reason: string): never => {
    throw new CannotRunError(`Cannot read the explanations in ${file}: ${reason}`);
  };
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => refuse(`${error.code}.`));
  let rows: unknown;
  try {
    rows = parse(text);
  } catch (error) {
    refuse((error as Error).message.trimEnd());
  }
  if (!Array.isArray(rows)) return refuse("it must hold a list of mutant and why.");
  return rows.map((row: unknown) => {
    const { mutant, why } = isObject(row) ? row : {};
    if (typeof mutant === "string" && typeof why === "string" && why !== "") return { mutant, why };
    return refuse("each row must hold a mutant and why.");
  });
}

/**
 * One sentence for each mutant, survived or not reached, that not exactly one row explains, and, where every mutant was
 * tried, for each row that explains none.
 */
export function findUnexplainedMutants(measurement: Measurement, rows: readonly ExplainedMutant[]): string[] {
  const { mutants, whole } = measurement;
  const survivors = new Set(survivorsOf(mutants));
  const wanting = mutants.filter((mutant) => survivors.has(mutant) || !mutant.reached);
  const matching = (id: string) => rows.filter((row) => matchesId(row.mutant, id));
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
  const idle = rows.filter((row) => !wanting.some(({ id }) => matchesId(row.mutant, id)));
  return [
    ...unexplained,
    ...(whole ? idle : []).map(({ mutant }) => `${mutant} is explained, and neither survives nor is unreached.`),
  ];
}

/**
 * What keeps the checks from being as sharp as they are said to be, in sentences.
 *
 * @param kill least share of the mutants that must be caught, in per cent
 */
export function faultsOf(measurement: Measurement, explained: readonly ExplainedMutant[], kill: number): string[] {
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
export function whyOf(id: string, rows: readonly ExplainedMutant[]): string | undefined {
  return rows.find(({ mutant }) => matchesId(mutant, id))?.why;
}

/** Whether an id is one that a pattern is for. */
export function matchesId(pattern: string, id: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(id);
}
