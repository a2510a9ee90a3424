import { type CallOptions, checkedLimit } from "../calls/call.js";
import { aborted, KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Environment } from "../transport/environment.js";

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

/** What asking takes: what is left of the wait is a limit besides those of the client, which hold as in any call. */
type AskOptions = CallOptions & { readonly leftMs: number };

/** Something that changes until it is done. */
interface Watched<State> {
  readonly ask: (options: AskOptions) => Promise<State>;
  readonly isFinal: (state: State) => boolean;
  /** The state in words. States that read alike are the same. */
  readonly describe: (state: State) => string;
}

const longestPauseMs = 10_000;
/** Timers and clocks are not so exact that a call which was given all that is left ends at the very end. */
const inexactMs = 10;

/**
 * The states of something, the first and each that differs, until a final one. Between asking it pauses for 1 s, then
 * half as long again each time up to 10 s, of which between half and all is slept: those who wait together do not ask
 * together, and nothing spins.
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
  // A clock may stand still, or be set back: what was slept is over in any case.
  const leftMs = () => Math.max(0, limitMs - Math.max(sleptMs, now().getTime() - begun || 0));
  let last: string | undefined;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    let state: State;
    const askedAt = performance.now();
    const leftToAsk = leftMs();
    try {
      state = await ask({ ...options, leftMs: leftToAsk });
    } catch (error) {
      // Calls are timed by real timers, of which the clock that was given may know nothing.
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

/** The last of some states, of which each has been handed to `onProgress`, and awaited. */
export async function lastState<State>(
  states: AsyncIterable<State>,
  onProgress: ((state: State) => unknown) | undefined,
): Promise<State> {
  let last: State | undefined;
  for await (const state of states) {
    await onProgress?.(state);
    last = state;
  }
  // What is watched gives at least one state, or throws.
  return last as State;
}
