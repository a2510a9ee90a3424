/** One way to do a job, whose CPU time is set against that of other ways. */
export interface Contestant {
  /** Unique within its comparison. */
  readonly name: string;
  /** Does the job once; a promise is awaited before the next time. */
  readonly operation: () => unknown;
  /** Throws, or rejects, where what the operation gives cannot be right: the fastest way is to do nothing. */
  readonly check: () => unknown;
}
