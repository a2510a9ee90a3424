import { writeFile } from "node:fs/promises";
import { createProgram, runProgram, type Terminal, UsageError, wholeNumber } from "@viking-kb/command-line";
import type { Comparison, RoundLength } from "./comparison.js";
import type { CpuClock } from "./cpu-clock.js";
import { formatMeasurement, formatOutcome, formatSizes } from "./format-report.js";
import { judge, outcomeOf, type Report } from "./judge.js";
import { type Measurement, measure } from "./measure.js";
import type { SizeReading } from "./sizes/measure-sizes.js";

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
  server: { rounds: 21, roundMicroseconds: 150_000 },
  once: { rounds: 11, roundMicroseconds: 1 },
};
const quickForm: Form = {
  short: { rounds: 7, roundMicroseconds: 50_000 },
  long: { rounds: 5, roundMicroseconds: 500_000 },
  server: { rounds: 7, roundMicroseconds: 40_000 },
  once: { rounds: 3, roundMicroseconds: 1 },
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
      const report = await measureAll(comparisons, quick ?? false, options, tell);
      terminal.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatOutcome(report));
      missed = report.outcome === "missed";
    });
  program
    .command("sizes")
    .description("Measures what 10,000, 100,000 and a million points cost the server: pages, import, memory, disk.")
    .option("--svg <file>", "draw it")
    .option("--largest <points>", "leave out the sizes above", wholeNumber({ smallest: 10_000 }), 1_000_000)
    .action(async ({ svg, largest }: { svg?: string; largest: number }) => {
      const { measureSize } = await import("./sizes/measure-sizes.js");
      const { drawSizes } = await import("./sizes/draw-sizes.js");
      const readings: SizeReading[] = [];
      for (const points of [10_000, 100_000, 1_000_000].filter((size) => size <= largest)) {
        readings.push(await measureSize(points));
      }
      terminal.write(formatSizes(readings));
      if (svg !== undefined) await writeFile(svg, drawSizes(readings));
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
  quick: boolean,
  { cpuClock, machine }: BenchOptions,
  tell: (measurement: Measurement) => unknown,
): Promise<Report> {
  const measurements: Measurement[] = [];
  for (const comparison of comparisons) {
    const form = (quick ? quickForm : fullForm)[comparison.roundLength ?? "short"];
    const measurement = await measure(comparison, { ...form, cpuClock, quick });
    measurements.push(measurement);
    tell(measurement);
  }
  const verdicts = measurements.flatMap((measurement, index) => judge(measurement, comparisons[index]?.gates ?? []));
  return { machine, measurements, verdicts, outcome: outcomeOf(verdicts) };
}
