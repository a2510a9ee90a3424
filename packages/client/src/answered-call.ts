import { aborted } from "./aborted.js";
import { type AnsweredCall, type Call, createCall } from "./call.js";
import { limitsOf } from "./call-limits.js";
import type { CallOptions } from "./call-options.js";
import type { CallProgress } from "./call-progress.js";
import type { CorrectedClock } from "./corrected-clock.js";
import type { Send } from "./generated-call.js";
import { loadFailures, preloadFailures } from "./load-failures.js";
import { type Caller, makeAttempt } from "./make-attempt.js";
import { withinTime } from "./within-time.js";

/** Makes the calls of a client: each is sent, and again where that may help. */
export function createAnsweredCall(caller: Caller, clock: CorrectedClock) {
  let isFirst = true;
  return <Data>(options: CallOptions | undefined, send: Send<Data>): Call<Data> => {
    const call = createCall(answer(caller, clock, send, options));
    // Beside the first request, while there is a network: a failure may mean that there is none.
    if (isFirst) preloadFailures();
    isFirst = false;
    return call;
  };
}

async function answer<Data>(
  caller: Caller,
  clock: CorrectedClock,
  send: Send<Data>,
  options: CallOptions = {},
): Promise<AnsweredCall<Data>> {
  const { environment } = caller;
  const { now } = environment;
  const { signal } = options;
  const limits = limitsOf(options, caller.limits);
  const call: CallProgress = {
    limits,
    begun: now().getTime(),
    begunSteadily: performance.now(),
    offsetMs: clock.offsetMs,
    isCorrected: false,
    attempts: 0,
    retries: 0,
    pausedMs: 0,
    remainingMs: limits.timeoutMs,
  };
  const correctedNow = () => new Date(now().getTime() + call.offsetMs);

  for (;;) {
    const made = await makeAttempt({ caller, call, send, signal, now: correctedNow });
    const { attempt, error } = made;
    const { attempts, observe, response } = attempt;
    const { requestId } = error ?? made.success;
    call.attempts = attempts;
    observe?.("afterAttempt", attempt, { status: response?.status, requestId, error });
    if (!error) {
      if (call.isCorrected) clock.offsetMs = call.offsetMs;
      return { ...made.success, data: made.success.data as Data, attempts };
    }
    const { beforeRetry } = await withinTime({
      signal,
      controller: new AbortController(),
      limitMs: Math.max(0, limits.timeoutMs - (performance.now() - call.begunSteadily)),
      // What failed is the better news where this cannot be loaded.
      work: () => loadFailures(attempt).catch(() => Promise.reject(error)),
      stopped: () => (signal?.aborted ? aborted(signal, attempts) : error),
    });
    await beforeRetry({ attempt, error, call, clock, environment, signal });
  }
}
