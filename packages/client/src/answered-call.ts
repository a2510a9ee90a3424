import { aborted } from "./aborted.js";
import { beginAttempt } from "./attempt.js";
import type { Call } from "./call.js";
import { limitsOf } from "./call-limits.js";
import type { CallOptions } from "./call-options.js";
import type { CallProgress } from "./call-progress.js";
import type { CorrectedClock } from "./corrected-clock.js";
import type { Success } from "./from-response.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { loadFailures, preloadFailures } from "./load-failures.js";
import { type Caller, makeAttempt, type Send } from "./make-attempt.js";
import { withinTime } from "./within-time.js";

/** Makes the calls of a client: each is sent, and again where that may help. */
export function createAnsweredCall(caller: Caller, clock: CorrectedClock) {
  let isFirst = true;
  return <Data>(options: CallOptions | undefined, send: Send<Data>): Call<Data> => {
    const call = createCall<Data>(caller, clock, send, options);
    // Beside the first request, while there is a network: a failure may mean that there is none.
    if (isFirst) preloadFailures();
    isFirst = false;
    return call;
  };
}

/**
 * Where a call leaves for `withResponse` what its promise, which is of the data alone, does not hold. The data is not
 * among it: kept here it would outlive several collections of young garbage, at a tenth of what reading a page costs.
 */
interface ResponsePlace {
  response?: Response;
  requestId?: string | undefined;
  attempts: number;
}

function createCall<Data>(caller: Caller, clock: CorrectedClock, send: Send, options: CallOptions = {}): Call<Data> {
  const place: ResponsePlace = { attempts: 0 };
  const call = answer(caller, clock, send, options, place) as Call<Data>;
  call.withResponse = async () => {
    const data = await call;
    const { requestId, response, attempts } = place;
    const { status, headers } = response as Response;
    return { data, status, headers, requestId, attempts };
  };
  return call;
}

async function answer(
  caller: Caller,
  clock: CorrectedClock,
  send: Send,
  options: CallOptions,
  place: ResponsePlace,
): Promise<unknown> {
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
    const attempt = beginAttempt(call.attempts, correctedNow);
    let success: Success | undefined;
    let error: KnowledgeBaseError | undefined;
    try {
      success = await makeAttempt({ caller, attempt, limits, remainingMs: call.remainingMs, send, signal });
    } catch (thrown) {
      if (!(thrown instanceof KnowledgeBaseError) || thrown === attempt.thrown) throw thrown;
      error = thrown;
    }
    const { attempts, observe, response } = attempt;
    const { requestId } = error ?? success ?? {};
    call.attempts = attempts;
    observe?.("afterAttempt", attempt, { status: response?.status, requestId, error });
    if (error === undefined) {
      if (call.isCorrected) clock.offsetMs = call.offsetMs;
      Object.assign(place, { response, requestId, attempts });
      return success?.data;
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
