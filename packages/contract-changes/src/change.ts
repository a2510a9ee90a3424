/** One thing in which the working contract differs from the released one. */
export interface Change {
  /** The operation's id; `contract` for what belongs to none, or to all. */
  readonly operation: string;
  /** Where it is and what is different, in one line. */
  readonly what: string;
  /** Whether somebody who relies on the released contract, as a client or as a server, is let down by it. */
  readonly breaks: boolean;
}
