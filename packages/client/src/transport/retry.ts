import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { Attempt } from "./attempt.js";
import { type FailedAttempt, pause, pauseBeforeRetryMs } from "./pause.js";
import { clockCorrectionMs, parseHttpDate, showsAcceptedSignature } from "./server-clock.js";
import { longestTimerMs } from "./timers.js";

/**
 * Resolves when a call may be sent again: after its clock was corrected, or after a pause. Rejects with the error of
 * the call when it may not.
 */
export async function beforeRetry(failed: FailedAttempt): Promise<void> {
  const { attempt, error, call, caller } = failed;
  const { observe, response } = attempt;
  const isCorrected = correctClock(failed);
  const delayMs = isCorrected ? 0 : Math.max(pauseBeforeRetryMs(failed), retryAfterMs(attempt));
  if (delayMs >= call.time.leftMs || delayMs > longestTimerMs) throw givenUp(error, delayMs);
  observe?.("beforeRetry", attempt, { status: response?.status, requestId: error.requestId, error, delayMs });
  if (!isCorrected) await pause(delayMs, call, caller);
}

/** Corrects the call's clock once, if the answer shows that it is wrong. Returns whether it did. */
function correctClock({ attempt, error, call, caller }: FailedAttempt): boolean {
  if (call.isCorrected) {
    if (showsAcceptedSignature(error)) caller.clock.offsetMs = call.clock.offsetMs;
    return false;
  }
  const correctionMs = attempt.response && clockCorrectionMs(error, attempt.response.headers, attempt.now);
  if (correctionMs === undefined) return false;
  call.isCorrected = true;
  call.clock.offsetMs += correctionMs;
  return true;
}

/**
 * How long an answer asks to wait before the next request, in milliseconds; 0 when it does not. A date is compared with
 * the answer's own `Date`, so that a wrong clock here does not matter, or with this clock when the answer has none.
 */
function retryAfterMs({ now, response }: Attempt): number {
  if (!response) return 0;
  const { headers } = response;
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = parseHttpDate(value, now);
  return until === undefined ? 0 : Math.max(0, until - (parseHttpDate(headers.get("date"), now) ?? now().getTime()));
}

/** The error of a call that is given up because the next pause would be longer than its remaining time. */
function givenUp(error: KnowledgeBaseError, delayMs: number): KnowledgeBaseError {
  const why = `It was not sent again: after a pause of ${delayMs} ms its time (\`timeoutMs\`) would be over.`;
  return new KnowledgeBaseError(error.message, { ...error, cause: error.cause, hint: `${error.hint} ${why}` });
}
