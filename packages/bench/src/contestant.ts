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
   * give what was right before. A text that it gives or resolves to is told with the results.
   */
  readonly check: () => unknown;
}
