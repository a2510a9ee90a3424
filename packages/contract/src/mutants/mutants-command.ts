import { writeFile } from "node:fs/promises";
import { CannotRunError } from "../cannot-run-error.js";
import { type ExplainedMutant, findUnexplainedMutants, readExplainedMutants } from "./explained-mutants.js";
import { formatMeasurement, formatMutants } from "./format-measurement.js";
import { killMatrix, percent } from "./kill-matrix.js";
import { type Measurement, type MeasureOptions, measureMutants } from "./measure-mutants.js";

/** Options of the command line, as far as mutants read them. */
export interface MutantsCommand extends MeasureOptions {
  /** YAML file that explains survivors. */
  readonly explained?: string | undefined;
  /** Least share of the mutants that must be caught, in per cent. */
  readonly kill: number;
  /** File that the measurement is written to. */
  readonly json?: string | undefined;
  /** Whether each mutant is told with who caught it. */
  readonly verbose?: boolean | undefined;
}

/** What is to be printed, and whether the checks are as sharp as they are said to be. */
export interface MutantsVerdict {
  readonly text: string;
  readonly kept: boolean;
}

/**
 * Measures the mutants of a good server and tells of it.
 * Rejects with a CannotRunError for a mock, for a server that is not good, and where a file cannot be read or written.
 */
export async function runMutants(baseUrl: string, options: MutantsCommand): Promise<MutantsVerdict> {
  if (options.target.kind === "mock") {
    throw new CannotRunError(
      "Mutants are put before a server that decides by the request, which a mock does not: give a server's base URL.",
    );
  }
  const explained = options.explained === undefined ? [] : await readExplainedMutants(options.explained);
  const measurement = await measureMutants(baseUrl, options);
  if (options.json !== undefined) await writeJson(options.json, measurement);
  const faults = faultsOf(measurement, explained, options.kill);
  const details = options.verbose ? [formatMutants(measurement.mutants), "\n"] : [];
  const text = [...details, formatMeasurement(measurement, explained), ...faults.map((fault) => `${fault}\n`)].join("");
  return { text, kept: faults.length === 0 };
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

async function writeJson(file: string, measurement: Measurement): Promise<void> {
  await writeFile(file, `${JSON.stringify(measurement, null, 2)}\n`).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRunError(`Cannot write ${file}: ${error.code}.`, { cause: error });
  });
}
