/** How long a round is: `long` where much garbage is collected at once, so that each round has its share of it. */
export type RoundLength = "short" | "long";

/** Ways to do one job, measured in the same rounds. */
export interface Comparison {
  /** Unique within a run. */
  readonly name: string;
  readonly gates: readonly Gate[];
  /** `short` by default. */
  readonly roundLength?: RoundLength;
  /** Makes the contestants ready. What only they need is loaded here, so that nothing else waits for it. */
  readonly prepare: () => Promise<Field>;
}

/** Who runs in a comparison. */
export interface Field {
  /** What all others are set against. It also runs as a second contestant, the control. */
  readonly baseline: Contestant;
  readonly contestants: readonly Contestant[];
  /** Ends what `prepare` has started. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** What a contestant must reach. A ratio is the baseline's CPU time divided by the contestant's: more is better. */
export interface Gate {
  /** Its name in the comparison. */
  readonly contestant: string;
  /** The ratio below which the gate is missed. */
  readonly atLeast: number;
  /** The ratio that is aimed at; it decides nothing. */
  readonly aim?: number | undefined;
}

/** One way to do a job, whose CPU time is set against that of other ways. */
export interface Contestant {
  /** Unique within its comparison. */
  readonly name: string;
  /** Does the job once, or `batch` times; a promise is awaited before the next time. */
  readonly operation: () => unknown;
  /** How often one operation does the job, where jobs must overlap; 1 by default. */
  readonly batch?: number | undefined;
  /** How many different inputs its job has, where none may come twice in a round; a round has no more jobs then. */
  readonly inputs?: number | undefined;
  /**
   * Throws, or rejects, where what the operation gives cannot be right: the fastest way is to do nothing, the next to
   * give what was right before. A text that it returns, or resolves to, is told with the results.
   */
  readonly check: () => unknown;
}
