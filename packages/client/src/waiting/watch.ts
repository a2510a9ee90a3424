import { type CallOptions, checkedLimit } from "../calls/call.js";
import { aborted, KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Environment } from "../transport/environment.js";
import { TimeLimit } from "../transport/time-limit.js";
import { withinTime } from "../transport/timers.js";

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
  { random, sleep }: Environment,
  { timeoutMs = 3_600_000, ...options }: WatchOptions = {},
): AsyncGenerator<State, void, undefined> {
  const { signal } = options;
  const time = new TimeLimit(checkedLimit("timeoutMs", timeoutMs));
  let last: string | undefined;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    let state: State;
    try {
      state = await ask({ ...options, leftMs: time.leftMs });
    } catch (error) {
      const isOver = time.leftMs < inexactMs && error instanceof KnowledgeBaseError && error.kind === "timeout";
      throw isOver ? timedOut(last, error) : error;
    }
    const words = describe(state);
    if (words !== last) yield state;
    last = words;
    if (isFinal(state)) return;
    const { leftMs } = time;
    const sleepMs = Math.min(Math.round(pauseMs * (0.5 + random() / 2)), leftMs);
    const controller = new AbortController();
    await withinTime({
      signal,
      controller,
      limitMs: leftMs,
      work: () => time.pause(sleepMs, () => sleep(sleepMs, controller.signal)),
      stopped: () => (signal?.aborted ? aborted(signal) : timedOut(last)),
    });
    if (time.leftMs === 0) throw timedOut(last);
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
