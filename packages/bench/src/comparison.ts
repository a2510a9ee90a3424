import type { Contestant } from "./contestant.js";
import type { Gate } from "./gate.js";

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
