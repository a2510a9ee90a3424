import { type CallOptions, limitsOf, type SetLimits } from "../calls/call.js";
import type { Environment } from "./environment.js";
import type { Observe } from "./observe.js";

/** What the calls of a client have in common. */
export interface Caller {
  readonly environment: Environment;
  /** The client's clock, as servers have corrected it so far. */
  readonly clock: CorrectedClock;
  readonly limits: SetLimits;
  readonly maximumAnswerBytes: number;
  /** Loads what tells hooks and logger of an attempt, where there are any. */
  readonly loadObserver: (() => Promise<Observe>) | undefined;
}

/** A call under way: what its attempts leave to the next. */
export interface CallProgress {
  readonly limits: SetLimits;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  readonly time: CallTime;
  /** The clock to sign by. */
  readonly clock: CorrectedClock;
  /** Whether this call corrected the clock: it does so once. */
  isCorrected: boolean;
  /** How many requests were sent. */
  attempts: number;
  retries: number;
}

/** @throws TypeError where a limit is no number, or is negative. */
export function beginCall({ clock, environment, limits: basis }: Caller, options: CallOptions): CallProgress {
  const { now } = environment;
  const limits = limitsOf(options, basis);
  return {
    limits,
    signal: options.signal,
    time: new CallTime(limits.timeoutMs, now),
    clock: new CorrectedClock(now, clock.offsetMs),
    isCorrected: false,
    attempts: 0,
    retries: 0,
  };
}

/** A given clock, corrected. */
export class CorrectedClock {
  /** What is added to the given clock, in milliseconds. */
  offsetMs: number;
  readonly now: () => Date;

  constructor(now: () => Date, offsetMs = 0) {
    this.offsetMs = offsetMs;
    this.now = () => new Date(now().getTime() + this.offsetMs);
  }
}

/**
 * How much of its time a call has left. What has passed is kept in three accounts, of which the longest counts: the
 * given clock may stand still or be set back, the runtime's own clock knows nothing of a test's, and a test may skip
 * the pauses.
 */
class CallTime {
  readonly #limitMs: number;
  /** What was left when the current attempt began. */
  leftMs: number;
  readonly #now: () => Date;
  readonly #begun: number;
  readonly #begunSteadily = performance.now();
  #pausedMs = 0;

  constructor(limitMs: number, now: () => Date) {
    this.#limitMs = limitMs;
    this.leftMs = limitMs;
    this.#now = now;
    this.#begun = now().getTime();
  }

  /** What is left by the runtime's own clock alone. */
  get steadyLeftMs(): number {
    return this.#limitMs + this.#begunSteadily - performance.now();
  }

  /** Sets `leftMs` to what is left now. */
  update(): void {
    const passedMs = Math.max(this.#pausedMs, this.#now().getTime() - this.#begun || 0);
    this.leftMs = Math.min(this.#limitMs - passedMs, this.steadyLeftMs);
  }

  /** Takes off a pause that is over. */
  addPause(milliseconds: number): void {
    this.#pausedMs += milliseconds;
    this.leftMs -= milliseconds;
  }
}
