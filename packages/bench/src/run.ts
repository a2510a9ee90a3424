import { Command, CommanderError } from "commander";
import type { Comparison, RoundLength } from "./comparison.js";
import type { CpuClock } from "./cpu-clock.js";
import { formatMeasurement, formatOutcome } from "./format-report.js";
import { judge } from "./judge.js";
import { type Measurement, measure } from "./measure.js";
import { createReport, type Report } from "./report.js";

/** What a run works with. */
export interface BenchOptions {
  readonly comparisons: readonly Comparison[];
  readonly cpuClock: CpuClock;
  /** What the report says the figures were measured on. */
  readonly machine: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

const exitCodes = { passed: 0, "not judged": 0, missed: 1 } as const;
const couldNotRun = 2;

/** How long a comparison is run, by the length of its rounds. */
type Form = Record<RoundLength, { readonly rounds: number; readonly roundMicroseconds: number }>;

const fullForm: Form = {
  short: { rounds: 21, roundMicroseconds: 100_000 },
  long: { rounds: 11, roundMicroseconds: 1_000_000 },
};
const quickForm: Form = {
  short: { rounds: 7, roundMicroseconds: 50_000 },
  long: { rounds: 5, roundMicroseconds: 500_000 },
};

/**
 * Runs one command line, as typed after `viking-kb-bench`.
 *
 * @returns the exit code: 0 when no gate is missed, 1 when a judged one is, 2 when nothing could be measured
 */
export async function run(argv: readonly string[], options: BenchOptions): Promise<number> {
  const command = new Command("viking-kb-bench")
    .description("Measures CPU time against named baselines, and holds the ratios to their gates.")
    .option("--quick", "fewer and shorter rounds")
    .option("--filter <text>", "only the comparisons that have this text in their names")
    .option("--json", "write the whole report as JSON")
    .addHelpText("after", "\nEnds with 0 when no gate is missed, 1 when a judged one is, 2 when it could not run.")
    .configureOutput({ writeOut: options.write, writeErr: options.writeError })
    .exitOverride();
  try {
    command.parse(argv, { from: "user" });
    const { quick, filter = "", json } = command.opts<{ quick?: boolean; filter?: string; json?: boolean }>();
    const comparisons = select(options.comparisons, filter);
    const tell = json ? () => {} : (measurement: Measurement) => options.write(formatMeasurement(measurement));
    const report = await measureAll(comparisons, quick ? quickForm : fullForm, options, tell);
    options.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatOutcome(report));
    return exitCodes[report.outcome];
  } catch (error) {
    // Commander has already written its sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : couldNotRun;
    options.writeError(`error: ${error instanceof Error ? error.message : error}\n`);
    return couldNotRun;
  }
}

function select(comparisons: readonly Comparison[], filter: string): readonly Comparison[] {
  const selected = comparisons.filter(({ name }) => name.includes(filter));
  if (selected.length > 0) return selected;
  const names = comparisons.map(({ name }) => JSON.stringify(name)).join(", ");
  throw new Error(`No comparison has ${JSON.stringify(filter)} in its name. There are: ${names}.`);
}

async function measureAll(
  comparisons: readonly Comparison[],
  form: Form,
  { cpuClock, machine }: BenchOptions,
  tell: (measurement: Measurement) => void,
): Promise<Report> {
  const measurements: Measurement[] = [];
  for (const comparison of comparisons) {
    const measurement = await measure(comparison, { ...form[comparison.roundLength ?? "short"], cpuClock });
    measurements.push(measurement);
    tell(measurement);
  }
  const verdicts = measurements.flatMap((measurement, index) => judge(measurement, comparisons[index]?.gates ?? []));
  return createReport(machine, measurements, verdicts);
}
