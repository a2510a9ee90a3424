import type { AnsweredCall, Call, CallOptions } from "../calls/call.js";
import { aborted, KnowledgeBaseError, traced } from "../errors/knowledge-base-error.js";
import { loadFailures, preloadFailures } from "../errors/load-failures.js";
import type { Success } from "./answer.js";
import { Attempt } from "./attempt.js";
import { beginCall, type Caller } from "./call-progress.js";
import { makeAttempt, type Send } from "./make-attempt.js";
import type { FailedAttempt } from "./pause.js";
import { withinTime } from "./timers.js";

/** Sends a call, with retries. */
export type SendCall = <Data>(options: CallOptions | undefined, send: Send<Data>) => Call<Data>;

/** Creates the function that sends the calls of a client. */
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
    // Together with the first request, while the network works: a failure may mean that it does not.
    if (isFirst) {
      preloadFailures();
      caller.environment.loadTexts?.();
    }
    isFirst = false;
    return call;
  };
}

/**
 * What `withResponse` gives besides the data. The call's promise holds the data; holding it here as well would keep it
 * alive through several garbage collections, which costs a tenth of reading a page.
 */
interface Answer extends Pick<AnsweredCall<unknown>, "requestId" | "attempts"> {
  readonly response: Response;
}

/** Resolves to the data of the first successful attempt, and writes the rest into `answer`. */
async function sendUntilAnswered(caller: Caller, send: Send, options: CallOptions, answer: Partial<Answer>) {
  // One function, since each further async one would cost every call a promise.
  try {
    const call = beginCall(caller, options);
    for (;;) {
      const attempt = new Attempt(call.attempts, call.clock.now, call.time.leftMs);
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
      await waitForRetry({ attempt, error, call, caller });
    }
  } catch (error) {
    throw traced(error);
  }
}

/**
 * Resolves when a call may be sent again. The code that decides it may be loading: its signal and time end that too.
 */
async function waitForRetry(failed: FailedAttempt): Promise<void> {
  const { attempt, error, call } = failed;
  const { signal, time } = call;
  const { beforeRetry } = await withinTime({
    signal,
    controller: new AbortController(),
    limitMs: time.leftMs,
    work: loadFailures,
    stopped: () => (signal?.aborted ? aborted(signal, attempt.attempts) : error),
  });
  await beforeRetry(failed);
}
