/** How long a call may take, and how often it may be sent. */
export interface CallLimits {
  /** Milliseconds that a call may take with all its attempts and the pauses between them; 120,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that one attempt may take until its whole answer is read; 30,000 by default. */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often a call is sent again after a failure that may pass; 2 by default, 0 for never. */
  readonly retries?: number | undefined;
}

/** What every call takes besides its input; what is left out is as the client's options say. */
export interface CallOptions extends CallLimits {
  /** Ends the call at once, whatever it is doing: it rejects with a KnowledgeBaseError of kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
}
