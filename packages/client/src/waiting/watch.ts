import { type CallOptions, checkedLimit } from "../calls/call.js";
import { aborted, KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Environment } from "../transport/environment.js";

/** Options for watching. `attemptTimeoutMs`, `retries` and the client's `timeoutMs` count for each request. */
export interface WatchOptions extends CallOptions {
  /** Milliseconds until the watch ends with a KnowledgeBaseError of kind `timeout`; 3,600,000 (an hour) by default. */
  readonly timeoutMs?: number | undefined;
}

/** Options for waiting. */
export interface WaitOptions<State> extends WatchOptions {
  /** Called with the first state and every change, and awaited. If it throws, the wait rejects with that error. */
  readonly onProgress?: ((state: State) => unknown) | undefined;
}

/** Options for one request. It is limited by the time left of the wait, besides the client's own limits. */
type AskOptions = CallOptions & { readonly leftMs: number };

/** Something that changes until it is done. */
interface Watched<State> {
  readonly ask: (options: AskOptions) => Promise<State>;
  readonly isFinal: (state: State) => boolean;
  /** The state in words. States with the same words count as the same. */
  readonly describe: (state: State) => string;
}

const longestPauseMs = 10_000;
/**
 * Timers and clocks are inexact: a call that is given all the remaining time may end a little before that time is over.
 */
const inexactMs = 10;

/**
 * The states of something: the first one and every change, up to a final state. The pauses between requests grow by
 * half from 1 s to 10 s. Each is shortened at random by up to a half, so that many waiting clients do not ask together.
 *
 * @throws KnowledgeBaseError of kind `timeout`, with the last state in its message, and of kind `aborted`; any other
 * error of a request, such as the `timeout` of one call while there is time left. TypeError when `timeoutMs` is not a
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
  // If the clock stands still or is set back, at least the time slept has passed.
  const leftMs = () => Math.max(0, limitMs - Math.max(sleptMs, now().getTime() - begun || 0));
  let last: string | undefined;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    let state: State;
    const askedAt = performance.now();
    const leftToAsk = leftMs();
    try {
      state = await ask({ ...options, leftMs: leftToAsk });
    } catch (error) {
      // A call is limited by real timers, which the given clock may not follow.
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
