import { type CallOptions, limitsOf, type SetLimits } from "../calls/call.js";
import type { Environment } from "./environment.js";
import type { Observe } from "./observe.js";

/** What the calls of a client have in common. */
export interface Caller {
  readonly environment: Environment;
  /** The client's clock, with the corrections made so far. */
  readonly clock: CorrectedClock;
  readonly limits: SetLimits;
  readonly maximumAnswerBytes: number;
  /** Loads the code that reports to hooks and logger, if there are any. */
  readonly loadObserver: (() => Promise<Observe>) | undefined;
}

/** The state of a call that its attempts share. */
export interface CallProgress {
  readonly limits: SetLimits;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  readonly time: CallTime;
  /** The clock to sign by. */
  readonly clock: CorrectedClock;
  /** Whether this call has corrected the clock; it does so only once. */
  isCorrected: boolean;
  /** How many requests were sent. */
  attempts: number;
  retries: number;
}

/** @throws TypeError when a limit is not a number, or is negative. */
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

/** A clock with a correction. */
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
 * How much time a call has left. Three measures of the time passed are kept, and the largest counts: the given clock
 * may stand still or be set back, the runtime's clock does not follow a test's clock, and a test may skip pauses.
 */
class CallTime {
  readonly #limitMs: number;
  /** The time that was left when the current attempt began. */
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

  /** The time left by the runtime's clock alone. */
  get steadyLeftMs(): number {
    return this.#limitMs + this.#begunSteadily - performance.now();
  }

  /** Updates `leftMs`. */
  update(): void {
    const passedMs = Math.max(this.#pausedMs, this.#now().getTime() - this.#begun || 0);
    this.leftMs = Math.min(this.#limitMs - passedMs, this.steadyLeftMs);
  }

  /** Subtracts a pause that is over. */
  addPause(milliseconds: number): void {
    this.#pausedMs += milliseconds;
    this.leftMs -= milliseconds;
  }
}
