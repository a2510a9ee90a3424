import { type Outcome, outcomeOf, type Verdict } from "./judge.js";
import type { Measurement } from "./measure.js";

/** What a run brought to light. */
export interface Report {
  /** Version of Node, operating system and processor architecture. */
  readonly machine: string;
  readonly measurements: readonly Measurement[];
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}

/** Puts a report together. */
export function createReport(
  machine: string,
  measurements: readonly Measurement[],
  verdicts: readonly Verdict[],
): Report {
  return { machine, measurements, verdicts, outcome: outcomeOf(verdicts) };
}
