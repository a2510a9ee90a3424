import type { AnsweredCall, Call, CallOptions } from "../calls/call.js";
import { aborted, KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { loadFailures, preloadFailures } from "../errors/load-failures.js";
import type { Success } from "./answer.js";
import { Attempt } from "./attempt.js";
import { beginCall, type Caller } from "./call-progress.js";
import { makeAttempt, type Send } from "./make-attempt.js";
import { withinTime } from "./timers.js";

/** Sends a call, and again where that may help. */
export type SendCall = <Data>(options: CallOptions | undefined, send: Send<Data>) => Call<Data>;

/** What sends the calls of a client. */
export function createSendCall(caller: Caller): SendCall {
  let isFirst = true;
  return <Data>(options: CallOptions = {}, send: Send<Data>) => {
    const answer: Partial<Answer> = {};
    const call = sendUntilAnswered(caller, send, options, answer) as Call<Data>;
    call.withResponse = async () => {
      const data = await call;
      const { response, ...others } = answer as Answer;
      return { data, status: response.status, headers: response.headers, ...others };
    };
    // Beside the first request, while there is a network: a failure may mean that there is none.
    if (isFirst) preloadFailures();
    isFirst = false;
    return call;
  };
}

/**
 * What `withResponse` tells besides the data, which the call's promise holds. Holding the data here as well would keep it
 * through several garbage collections, which costs a tenth of reading a page.
 */
interface Answer extends Pick<AnsweredCall<unknown>, "requestId" | "attempts"> {
  readonly response: Response;
}

/** Resolves to the data of the first attempt that succeeds, and leaves the rest in `answer`. */
async function sendUntilAnswered(caller: Caller, send: Send, options: CallOptions, answer: Partial<Answer>) {
  const call = beginCall(caller, options);
  const { signal } = call;
  for (;;) {
    const attempt = new Attempt(call.attempts, call.clock.now);
    let success: Success | undefined;
    let error: KnowledgeBaseError | undefined;
    try {
      success = await makeAttempt(attempt, call, caller, send);
    } catch (thrown) {
      if (!(thrown instanceof KnowledgeBaseError) || attempt.endsCall) throw thrown;
      error = thrown;
    }
    const { attempts, observe, response } = attempt;
    const { requestId } = error ?? success ?? {};
    call.attempts = attempts;
    observe?.("afterAttempt", attempt, { status: response?.status, requestId, error });
    if (error === undefined) {
      if (call.isCorrected) caller.clock.offsetMs = call.clock.offsetMs;
      Object.assign(answer, { response, requestId, attempts });
      return success?.data;
    }
    const { beforeRetry } = await withinTime({
      signal,
      controller: new AbortController(),
      limitMs: Math.max(0, call.time.steadyLeftMs),
      // Where this cannot be loaded, the failure itself tells more.
      work: () => loadFailures(attempt).catch(() => Promise.reject(error)),
      stopped: () => (signal?.aborted ? aborted(signal, attempts) : error),
    });
    await beforeRetry({ attempt, error, call, caller });
  }
}
