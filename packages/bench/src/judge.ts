import type { Gate } from "./comparison.js";
import type { Measurement } from "./measure.js";

/** The verdict on a gate. */
export interface Verdict extends Gate {
  readonly comparison: string;
  /** The measured ratio: the median over the rounds. */
  readonly measured: number;
  readonly verdict: "pass" | "miss" | "not judged";
}

/** Limits for the control. Outside of them, the noise may be as large as the differences to be measured. */
export const controlLimits = { lowest: 0.9, highest: 1.1 } as const;

/** Whether the noise of a measurement was small enough to judge it. */
export function isJudged({ control }: Measurement): boolean {
  return control.ratio.median >= controlLimits.lowest && control.ratio.median <= controlLimits.highest;
}

/** Judges a measurement by the gates of its comparison. Throws when the contestant of a gate did not run. */
export function judge(measurement: Measurement, gates: readonly Gate[]): Verdict[] {
  return gates.map((gate) => {
    const result = measurement.contestants.find(({ name }) => name === gate.contestant);
    if (result === undefined) throw new Error(`${measurement.comparison} has no contestant named ${gate.contestant}.`);
    const measured = result.ratio.median;
    const reached = measured >= gate.atLeast ? "pass" : "miss";
    return {
      comparison: measurement.comparison,
      ...gate,
      measured,
      verdict: isJudged(measurement) ? reached : "not judged",
    };
  });
}

/** The outcome of a whole run: `missed` with one missed gate, `passed` only when all gates were judged. */
export type Outcome = "passed" | "missed" | "not judged";

/** The outcome of a run with these verdicts. */
export function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  if (verdicts.some(({ verdict }) => verdict === "miss")) return "missed";
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === "pass") ? "passed" : "not judged";
}

/** The results of a run. */
export interface Report {
  /** Version of Node, operating system and processor architecture. */
  readonly machine: string;
  readonly measurements: readonly Measurement[];
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}
