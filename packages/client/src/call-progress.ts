import type { SetLimits } from "./call-limits.js";

/** How far a call has come: what its attempts leave to the next. */
export interface CallProgress {
  readonly limits: SetLimits;
  /** When it began, by our clock, in milliseconds. */
  readonly begun: number;
  /** The same by the runtime's own clock, which nobody sets. */
  readonly begunSteadily: number;
  /** What is added to our clock to sign by, in milliseconds. */
  offsetMs: number;
  /** Whether this call corrected the clock: it does so once. */
  isCorrected: boolean;
  /** How many requests were sent. */
  attempts: number;
  retries: number;
  pausedMs: number;
  /** What was left of its time when the last attempt began. */
  remainingMs: number;
}
