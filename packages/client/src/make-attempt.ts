import { aborted } from "./aborted.js";
import type { Attempt } from "./attempt.js";
import type { SetLimits } from "./call-limits.js";
import type { CallProgress } from "./call-progress.js";
import type { Environment } from "./environment.js";
import { fromResponse, type Success } from "./from-response.js";
import { responseOf, type Send } from "./generated-call.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import type { Observe } from "./observe.js";
import { readText } from "./read-text.js";
import { timedOut } from "./timed-out.js";
import { withinTime } from "./within-time.js";

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
  readonly call: CallProgress;
  readonly send: Send;
  readonly signal: AbortSignal | undefined;
  /** The clock to sign by. */
  readonly now: () => Date;
}

/** An attempt that is over, and what it came to. */
export type MadeAttempt = { readonly attempt: Attempt } & (
  | { readonly success: Success; readonly error?: undefined }
  | { readonly error: KnowledgeBaseError }
);

/**
 * Makes one attempt of a call, from signing to what its answer means. Rejects with what credentials, signer and hooks
 * throw: that is theirs, and ends the call.
 */
export async function makeAttempt({ caller, call, send, signal, now }: AttemptOptions): Promise<MadeAttempt> {
  const { attempts, limits, remainingMs } = call;
  const controller = new AbortController();
  const attempt: Attempt = { signal: controller.signal, now, attempts };
  const limitMs = Math.min(limits.attemptTimeoutMs, remainingMs);
  try {
    const success = await withinTime({
      signal,
      controller,
      limitMs,
      work: async () => {
        if (caller.loadObserver) attempt.observe = await caller.loadObserver();
        const response = await responseOf(send({ attempt }));
        attempt.response = response;
        const text = await readText(response, attempt, caller.maximumAnswerBytes);
        return fromResponse(response, text, attempt, caller.environment.now);
      },
      stopped: () => {
        attempt.release?.();
        if (signal?.aborted) return aborted(signal, attempt.attempts);
        const limit = limitMs < remainingMs ? "attemptTimeoutMs" : "timeoutMs";
        return timedOut(limit, limits[limit], attempt.attempts);
      },
    });
    return { attempt, success };
  } catch (error) {
    if (error instanceof KnowledgeBaseError && error !== attempt.thrown) return { attempt, error };
    throw error;
  }
}
