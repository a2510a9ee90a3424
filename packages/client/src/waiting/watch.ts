import { type CallOptions, checkedLimit } from "../calls/call.js";
import { aborted, KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Environment } from "../transport/environment.js";

/** What watching takes. `attemptTimeoutMs`, `retries` and the client's `timeoutMs` hold for each request. */
export interface WatchOptions extends CallOptions {
  /** Milliseconds until a KnowledgeBaseError of kind `timeout` ends it; 3,600,000 (an hour) by default. */
  readonly timeoutMs?: number | undefined;
}

/** What waiting takes. */
export interface WaitOptions<State> extends WatchOptions {
  /** Gets the first state and each that differs, and is awaited. What it throws ends the wait, which rejects with it. */
  readonly onProgress?: ((state: State) => unknown) | undefined;
}

/** What asking takes. The time left of the wait limits it, besides the client's own limits. */
type AskOptions = CallOptions & { readonly leftMs: number };

/** Something that changes until it is done. */
interface Watched<State> {
  readonly ask: (options: AskOptions) => Promise<State>;
  readonly isFinal: (state: State) => boolean;
  /** The state in words. States that read alike are the same. */
  readonly describe: (state: State) => string;
}

const longestPauseMs = 10_000;
/** Timers and clocks are inexact: a call that was given all the time that is left may end a little before it is over. */
const inexactMs = 10;

/**
 * The states of something, the first and each that differs, until a final one. The pauses between grow by half from 1 s
 * to 10 s. Each is shortened at random by up to a half, so that those who wait together do not ask together.
 *
 * @throws KnowledgeBaseError of kind `timeout`, with the last state in its message, and of kind `aborted`; else what
 * asking rejects with, a `timeout` of one call among them while there is time left. TypeError where `timeoutMs` is no
 * number from 0 on.
 */
export async function* watch<State>(
  { ask, isFinal, describe }: Watched<State>,
  { now, random, sleep }: Environment,
  { timeoutMs = 3_600_000, ...options }: WatchOptions = {},
): AsyncGenerator<State, void, undefined> {
  const { signal } = options;
  const limitMs = checkedLimit("timeoutMs", timeoutMs);
  const begun = now().getTime();
  let sleptMs = 0;
  // Where the clock stands still or is set back, at least what was slept has passed.
  const leftMs = () => Math.max(0, limitMs - Math.max(sleptMs, now().getTime() - begun || 0));
  let last: string | undefined;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    let state: State;
    const askedAt = performance.now();
    const leftToAsk = leftMs();
    try {
      state = await ask({ ...options, leftMs: leftToAsk });
    } catch (error) {
      // A call is timed by real timers, which the given clock need not follow.
      const left = Math.min(leftMs(), leftToAsk - (performance.now() - askedAt));
      const isOver = left < inexactMs && error instanceof KnowledgeBaseError && error.kind === "timeout";
      throw isOver ? timedOut(last, error) : error;
    }
    const words = describe(state);
    if (words !== last) yield state;
    last = words;
    if (isFinal(state)) return;
    const sleepMs = Math.min(Math.round(pauseMs * (0.5 + random() / 2)), leftMs());
    try {
      await sleep(sleepMs, signal);
    } catch (error) {
      throw signal?.aborted ? aborted(signal) : error;
    }
    sleptMs += sleepMs;
    if (leftMs() === 0) throw timedOut(last);
  }
}

function timedOut(last: string | undefined, cause?: KnowledgeBaseError): KnowledgeBaseError {
  return new KnowledgeBaseError(`The end was not seen in time; last seen: ${last ?? "nothing"}.`, {
    kind: "timeout",
    hint: "It goes on all the same: wait for it again, with a longer `timeoutMs`.",
    attempts: cause?.attempts,
    cause,
  });
}
