import { aborted, KnowledgeBaseError, timedOut } from "../errors/knowledge-base-error.js";
import type { Attempt } from "./attempt.js";
import type { Caller, CallProgress } from "./call-progress.js";
import { clockCorrectionMs, parseHttpDate, showsAcceptedSignature } from "./server-clock.js";
import { longestTimerMs, withinTime } from "./timers.js";

/** A failed attempt with its error, call and client. */
interface FailedAttempt {
  readonly attempt: Attempt;
  readonly error: KnowledgeBaseError;
  readonly call: CallProgress;
  readonly caller: Caller;
}

/**
 * Resolves when a call may be sent again: after its clock was corrected, or after a pause. Rejects with the error of
 * the call when it may not.
 */
export async function beforeRetry(failed: FailedAttempt): Promise<void> {
  const { attempt, error, call, caller } = failed;
  const { observe, response } = attempt;
  const isCorrected = correctClock(failed);
  const delayMs = isCorrected ? 0 : nextDelayMs(failed);
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
 * The pause before the next attempt, in milliseconds.
 *
 * @throws the failure itself when no retry is left, or none would help.
 */
function nextDelayMs({ attempt, error, call, caller }: FailedAttempt): number {
  const { attemptTimeoutMs, retries } = call.limits;
  const isOver = error.kind === "timeout" && attempt.leftMs <= attemptTimeoutMs;
  if (isOver || call.retries >= retries || !mayPass(error)) throw error;
  call.retries++;
  const askedMs = attempt.response ? retryAfterMs(attempt.response.headers, attempt.now) : 0;
  return Math.max(askedMs, backoffMs(call.retries, caller.environment.random));
}

async function pause(delayMs: number, { signal, limits, time, attempts }: CallProgress, { environment }: Caller) {
  const controller = new AbortController();
  const late = () => timedOut("timeoutMs", limits.timeoutMs, attempts);
  await withinTime({
    signal,
    controller,
    limitMs: time.leftMs,
    work: () => time.pause(delayMs, () => environment.sleep(delayMs, controller.signal)),
    stopped: () => (signal?.aborted ? aborted(signal, attempts) : late()),
  });
  // The timers of a machine that was asleep are late, and end in any order.
  if (time.leftMs === 0) throw late();
}

/**
 * Whether a retry may succeed: after no answer, none in time, HTTP 408, 429 and 5xx; and, with any status, after the
 * codes for failures of the service and for too many requests (1000028, 1000029, 300004).
 */
function mayPass({ kind, status = 0 }: KnowledgeBaseError): boolean {
  return /^(connection|timeout|server|rate-limited)$/.test(kind) || status === 408 || status === 429 || status >= 500;
}

const baseMs = 500;
const capMs = 8_000;

/**
 * The pause before a retry, in milliseconds: random between 0 and a bound ("full jitter"). The bound starts at 500 ms
 * and doubles with each retry, up to 8 s.
 */
function backoffMs(retry: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (retry - 1)));
}

/**
 * How long an answer asks to wait before the next request, in milliseconds; 0 when it does not. A date is compared with
 * the answer's own `Date`, so that a wrong clock here does not matter, or with this clock when the answer has none.
 */
function retryAfterMs(headers: Headers, now: () => Date): number {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const until = parseHttpDate(value);
  return until === undefined ? 0 : Math.max(0, until - (parseHttpDate(headers.get("date")) ?? now().getTime()));
}

/** The error of a call that is given up because the next pause would be longer than its remaining time. */
function givenUp(error: KnowledgeBaseError, delayMs: number): KnowledgeBaseError {
  const why = `It was not sent again: after a pause of ${delayMs} ms its time (\`timeoutMs\`) would be over.`;
  return new KnowledgeBaseError(error.message, { ...error, cause: error.cause, hint: `${error.hint} ${why}` });
}
