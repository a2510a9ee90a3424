import type { CpuClock } from "./cpu-clock.js";

/**
 * The length of a round: `long` when much garbage is collected at once, so that each round contains a fair share of it;
 * `server` where the job is done by another process; `once` for a job that is done once in each round.
 */
export type RoundLength = "short" | "long" | "server" | "once";

/** Several ways to do one job, measured in the same rounds. */
export interface Comparison {
  /** Unique within a run. */
  readonly name: string;
  readonly gates: readonly Gate[];
  /** `short` by default. */
  readonly roundLength?: RoundLength;
  /** Prepares the contestants. What only they need is loaded here, so that other comparisons do not wait for it. */
  readonly prepare: (form: { readonly quick: boolean }) => Promise<Field>;
}

/** The contestants of a comparison. */
export interface Field {
  /** The contestant that the others are compared with. It also runs a second time, as the control. */
  readonly baseline: Contestant;
  readonly contestants: readonly Contestant[];
  /** Ends what `prepare` has started. */
  readonly close?: (() => Promise<void>) | undefined;
}

/**
 * A ratio that a contestant must reach. A ratio is the baseline's CPU time divided by the contestant's: more is better.
 */
export interface Gate {
  /** Its name in the comparison. */
  readonly contestant: string;
  /** The ratio below which the gate is missed. */
  readonly atLeast: number;
  /** The ratio that is wanted in the long run; it decides nothing. */
  readonly aim?: number | undefined;
}

/** One way to do a job, whose CPU time is compared with that of other ways. */
export interface Contestant {
  /** Unique within its comparison. */
  readonly name: string;
  /** Does the job once, or `batch` times; a promise is awaited before the next time. */
  readonly operation: () => unknown;
  /** The CPU time of the process that does the job; that of this process by default. */
  readonly cpuClock?: CpuClock | undefined;
  /** How often one operation does the job, when jobs must overlap; 1 by default. */
  readonly batch?: number | undefined;
  /**
   * Number of different inputs, for a job whose inputs must not be repeated within a round. A round has no more jobs
   * then.
   */
  readonly inputs?: number | undefined;
  /**
   * Throws, or rejects, when the result of the operation is wrong: without a check, doing nothing would be the fastest
   * way, and repeating an earlier result the next. A text that it returns, or resolves to, is printed with the results.
   */
  readonly check: () => unknown;
}
