import type { Gate } from "./comparison.js";
import type { Measurement } from "./measure.js";

/** What became of a gate. */
export interface Verdict extends Gate {
  readonly comparison: string;
  /** The ratio, the median over the rounds. */
  readonly measured: number;
  readonly verdict: "pass" | "miss" | "not judged";
}

/** What the control may read. Outside of it the noise may be as large as what is to be seen. */
export const controlLimits = { lowest: 0.9, highest: 1.1 } as const;

/** Whether the noise of a measurement was small enough to judge by it. */
export function isJudged({ control }: Measurement): boolean {
  return control.ratio.median >= controlLimits.lowest && control.ratio.median <= controlLimits.highest;
}

/** Holds a measurement against the gates of its comparison. A gate of a contestant that did not run throws. */
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

/** Of a whole run: one missed gate is a miss, and only gates that were all judged are passed. */
export type Outcome = "passed" | "missed" | "not judged";

/** The outcome of a run with these verdicts. */
export function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  if (verdicts.some(({ verdict }) => verdict === "miss")) return "missed";
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === "pass") ? "passed" : "not judged";
}

/** What a run brought to light. */
export interface Report {
  /** Version of Node, operating system and processor architecture. */
  readonly machine: string;
  readonly measurements: readonly Measurement[];
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}
