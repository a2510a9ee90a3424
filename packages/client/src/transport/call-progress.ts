import { type CallOptions, limitsOf, type SetLimits } from "../calls/call.js";
import { refuseUnknown } from "../given-options.js";
import type { Environment } from "./environment.js";
import type { Observe } from "./observe.js";
import { TimeLimit } from "./time-limit.js";

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
  readonly time: TimeLimit;
  /** The clock to sign by. */
  readonly clock: CorrectedClock;
  /** Whether this call has corrected the clock; it does so only once. */
  isCorrected: boolean;
  /** How many requests were sent. */
  attempts: number;
  retries: number;
}

/** The options of a call, and what a wait gives each of its calls. */
const callOptions = ["signal", "timeoutMs", "attemptTimeoutMs", "retries", "leftMs"];

/** @throws TypeError when an option does not exist, and when a limit is not a number, or is negative. */
export function beginCall({ clock, environment, limits: basis }: Caller, options: CallOptions): CallProgress {
  const { now } = environment;
  refuseUnknown(options, callOptions);
  const limits = limitsOf(options, basis);
  return {
    limits,
    signal: options.signal,
    time: new TimeLimit(limits.timeoutMs),
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
