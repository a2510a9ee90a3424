import type { CallOptions } from "../call-options.js";

/** What watching takes. `attemptTimeoutMs`, `retries` and the client's `timeoutMs` hold for each time that is asked. */
export interface WatchOptions extends CallOptions {
  /** Milliseconds until a KnowledgeBaseError of kind `timeout` ends it; 3,600,000 (an hour) by default. */
  readonly timeoutMs?: number | undefined;
}

/** What waiting takes. */
export interface WaitOptions<State> extends WatchOptions {
  /** Is handed the first state and each that differs, and awaited. What it throws ends the wait, and is what it rejects with. */
  readonly onProgress?: ((state: State) => unknown) | undefined;
}
