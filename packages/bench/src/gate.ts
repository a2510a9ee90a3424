/** What a contestant must reach. A ratio is the baseline's CPU time divided by the contestant's: more is better. */
export interface Gate {
  /** Its name in the comparison. */
  readonly contestant: string;
  /** The ratio below which the gate is missed. */
  readonly atLeast: number;
  /** The ratio that is aimed at; it decides nothing. */
  readonly aim?: number | undefined;
}
