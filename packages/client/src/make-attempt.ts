import { aborted } from "./aborted.js";
import type { Attempt } from "./attempt.js";
import { BodyText } from "./body-text.js";
import type { SetLimits } from "./call-limits.js";
import { parseEnvelope } from "./envelope.js";
import type { Environment } from "./environment.js";
import { fromResponse, type Success } from "./from-response.js";
import type { TypedResponse } from "./generated/runtime.js";
import { loadFailures, unanswered } from "./load-failures.js";
import type { Observe } from "./observe.js";
import type { AttemptInit } from "./signed-fetch.js";
import { timedOut } from "./timed-out.js";
import { withinTime } from "./within-time.js";

/** Sends one attempt by a generated method. */
export type Send<Data = unknown> = (init: AttemptInit) => Promise<TypedResponse<{ data?: Data }>>;

/** What the calls of a client have in common. */
export interface Caller {
  readonly environment: Environment;
  readonly limits: SetLimits;
  readonly maximumAnswerBytes: number;
  /** Loads what tells hooks and logger, where there are any. */
  readonly loadObserver: (() => Promise<Observe>) | undefined;
}

/** What an attempt takes of its call. */
export interface AttemptOptions {
  readonly caller: Caller;
  readonly attempt: Attempt;
  readonly limits: SetLimits;
  /** What is left of the call's time, in milliseconds. */
  readonly remainingMs: number;
  readonly send: Send;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes one attempt of a call, from signing to what its answer means. Rejects with a KnowledgeBaseError, and with what
 * credentials, signer and hooks throw.
 */
export function makeAttempt({ caller, attempt, limits, remainingMs, send, signal }: AttemptOptions): Promise<Success> {
  const limitMs = Math.min(limits.attemptTimeoutMs, remainingMs);
  return withinTime({
    signal,
    controller: attempt.controller,
    limitMs,
    work: () => answerTo(send, attempt, caller),
    stopped: () => {
      letGo(attempt);
      if (signal?.aborted) return aborted(signal, attempt.attempts);
      const limit = limitMs < remainingMs ? "attemptTimeoutMs" : "timeoutMs";
      return timedOut(limit, limits[limit], attempt.attempts);
    },
  });
}

/** Kept in one function: each further async function would cost every call a promise. */
async function answerTo(send: Send, attempt: Attempt, { environment, loadObserver, maximumAnswerBytes }: Caller) {
  if (loadObserver) attempt.observe = await loadObserver();
  const response = await send({ attempt });
  attempt.response = response;
  const body = new BodyText(maximumAnswerBytes);
  try {
    const reader = response.body?.getReader();
    attempt.reader = reader;
    // Without one it is an empty body; or React Native, which has no streams.
    if (reader) body.announce(response.headers.get("content-length"));
    else body.add(new Uint8Array(await response.arrayBuffer()));
    while (reader && !body.isTooLong) {
      const { done, value } = await reader.read();
      if (done) break;
      body.add(value);
    }
  } catch (error) {
    throw await unanswered(error, attempt);
  }
  const text = body.decode();
  const envelope = text === undefined ? undefined : parseEnvelope(text);
  const success = fromResponse(response, envelope);
  if (success) return success;
  if (body.isTooLong) letGo(attempt);
  throw (await loadFailures(attempt)).answerFailure({ response, body, text, envelope }, attempt, environment.now);
}

/** Lets go of the body that an attempt reads. */
function letGo({ reader }: Attempt): void {
  reader?.cancel().catch(() => {});
}
