import { createProgram, runProgram, type Terminal, UsageError } from "@viking-kb/command-line";
import type { Comparison, RoundLength } from "./comparison.js";
import { formatMeasurement, formatOutcome } from "./format-report.js";
import { judge, outcomeOf, type Report } from "./judge.js";
import { type Measurement, measure } from "./measure.js";
import type { CpuClock } from "./rounds.js";

/** Options of a run. */
export interface BenchOptions {
  readonly comparisons: readonly Comparison[];
  readonly cpuClock: CpuClock;
  /** The machine that the report names. */
  readonly machine: string;
  readonly terminal: Pick<Terminal, "write" | "writeError">;
}

/** The number and length of a comparison's rounds, for each length of a round. */
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
  const { terminal } = options;
  let missed = false;
  const program = createProgram("viking-kb-bench", terminal)
    .description("Measures CPU time against named baselines, and holds the ratios to their gates.")
    .option("--quick", "fewer and shorter rounds")
    .option("--filter <text>", "only the comparisons that have this text in their names")
    .option("--json", "write the whole report as JSON")
    .addHelpText("after", "\nEnds with 0 when no gate is missed, 1 when a judged one is, 2 when it could not\nrun.")
    .action(async ({ quick, filter = "", json }: { quick?: boolean; filter?: string; json?: boolean }) => {
      const comparisons = select(options.comparisons, filter);
      const tell = json ? () => {} : (measurement: Measurement) => terminal.write(formatMeasurement(measurement));
      const report = await measureAll(comparisons, quick ? quickForm : fullForm, options, tell);
      terminal.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatOutcome(report));
      missed = report.outcome === "missed";
    });
  const exitCode = await runProgram(program, argv, terminal, 2);
  return missed ? 1 : exitCode;
}

function select(comparisons: readonly Comparison[], filter: string): readonly Comparison[] {
  const selected = comparisons.filter(({ name }) => name.includes(filter));
  if (selected.length > 0) return selected;
  const names = comparisons.map(({ name }) => JSON.stringify(name)).join(", ");
  throw new UsageError(`No comparison has ${JSON.stringify(filter)} in its name. There are: ${names}.`);
}

async function measureAll(
  comparisons: readonly Comparison[],
  form: Form,
  { cpuClock, machine }: BenchOptions,
  tell: (measurement: Measurement) => unknown,
): Promise<Report> {
  const measurements: Measurement[] = [];
  for (const comparison of comparisons) {
    const measurement = await measure(comparison, { ...form[comparison.roundLength ?? "short"], cpuClock });
    measurements.push(measurement);
    tell(measurement);
  }
  const verdicts = measurements.flatMap((measurement, index) => judge(measurement, comparisons[index]?.gates ?? []));
  return { machine, measurements, verdicts, outcome: outcomeOf(verdicts) };
}
