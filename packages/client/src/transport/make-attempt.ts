import { aborted, KnowledgeBaseError, timedOut } from "../errors/knowledge-base-error.js";
import { loadFailures } from "../errors/load-failures.js";
import type { TypedResponse } from "../generated/runtime.js";
import { AnswerBody, parseEnvelope, type Success, successOf } from "./answer.js";
import type { Attempt } from "./attempt.js";
import type { Caller, CallProgress } from "./call-progress.js";
import type { AttemptInit } from "./signed-fetch.js";
import { withinTime } from "./timers.js";

/** Sends one attempt with a generated method. */
export type Send<Data = unknown> = (init: AttemptInit) => Promise<TypedResponse<{ data?: Data }>>;

/**
 * Makes one attempt of a call, from signing to the meaning of its answer. Rejects with a KnowledgeBaseError, or with
 * the error of credentials, signer or a hook.
 */
export function makeAttempt(attempt: Attempt, call: CallProgress, caller: Caller, send: Send): Promise<Success> {
  const { limits, signal } = call;
  const limitMs = Math.min(limits.attemptTimeoutMs, attempt.leftMs);
  const body = new AnswerBody(caller.maximumAnswerBytes);
  return withinTime({
    signal,
    controller: attempt.controller,
    limitMs,
    work: () => answerTo(send, attempt, body, caller),
    stopped: () => {
      body.cancel();
      if (signal?.aborted) return aborted(signal, attempt.attempts);
      const limit = limitMs < attempt.leftMs ? "attemptTimeoutMs" : "timeoutMs";
      return timedOut(limit, limits[limit], attempt.attempts);
    },
  });
}

/** Kept in one function: each further async function would cost every call a promise. */
async function answerTo(send: Send, attempt: Attempt, body: AnswerBody, { environment, loadObserver }: Caller) {
  if (loadObserver) attempt.observe = await loadObserver();
  let response: Response;
  try {
    response = await send({ attempt });
    attempt.response = response;
    const reader = body.open(response);
    while (!body.isTooLong) {
      const { done, value } = await reader.read();
      if (done) break;
      body.add(value);
    }
  } catch (error) {
    const isSent = attempt.sent && !attempt.endsCall;
    // When the attempt was stopped, the error is the signal's reason, which is already a KnowledgeBaseError.
    if (!isSent || error instanceof KnowledgeBaseError) throw error;
    throw (await loadFailures()).connectionError(error, attempt);
  }
  const text = body.decode();
  const envelope = text === undefined ? undefined : parseEnvelope(text);
  const success = successOf(response, envelope);
  if (success) return success;
  if (body.isTooLong) body.cancel();
  throw await (await loadFailures()).answerError({ response, body, text, envelope }, attempt, environment);
}
