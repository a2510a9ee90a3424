import { aborted, KnowledgeBaseError, timedOut } from "../errors/knowledge-base-error.js";
import type { Attempt } from "./attempt.js";
import type { Caller, CallProgress } from "./call-progress.js";
import { clockCorrectionMs, parseHttpDate, showsAcceptedSignature } from "./server-clock.js";
import { longestTimerMs, withinTime } from "./timers.js";

/** An attempt that failed, and whose it is. */
interface FailedAttempt {
  readonly attempt: Attempt;
  readonly error: KnowledgeBaseError;
  readonly call: CallProgress;
  readonly caller: Caller;
}

/** Resolves when a call may be sent again, with its clock corrected or after a pause; rejects with why it is not. */
export async function beforeRetry(failed: FailedAttempt): Promise<void> {
  const { attempt, error, call, caller } = failed;
  const { observe, response } = attempt;
  const isCorrected = correctClock(failed);
  const delayMs = isCorrected ? 0 : nextDelayMs(failed);
  call.time.update();
  if (delayMs >= call.time.leftMs || delayMs > longestTimerMs) throw givenUp(error, delayMs);
  observe?.("beforeRetry", attempt, { status: response?.status, requestId: error.requestId, error, delayMs });
  if (!isCorrected) await pause(delayMs, call, caller);
}

/** Corrects the call's clock, once, where the answer shows that it is wrong; tells whether it did. */
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
 * How long to pause before the next attempt, in milliseconds.
 *
 * @throws the failure itself where no retry is left, or none would help.
 */
function nextDelayMs({ attempt, error, call, caller }: FailedAttempt): number {
  const { attemptTimeoutMs, retries } = call.limits;
  const isOver = error.kind === "timeout" && call.time.leftMs <= attemptTimeoutMs;
  if (isOver || call.retries >= retries || !mayPass(error)) throw error;
  call.retries++;
  const askedMs = attempt.response ? retryAfterMs(attempt.response.headers, attempt.now) : 0;
  return Math.max(askedMs, backoffMs(call.retries, caller.environment.random));
}

async function pause(delayMs: number, { signal, limits, time, attempts }: CallProgress, { environment }: Caller) {
  const controller = new AbortController();
  await withinTime({
    signal,
    controller,
    limitMs: time.leftMs,
    work: () => environment.sleep(delayMs, controller.signal),
    stopped: () => (signal?.aborted ? aborted(signal, attempts) : timedOut("timeoutMs", limits.timeoutMs, attempts)),
  });
  time.addPause(delayMs);
}

/**
 * Whether a call that failed so may succeed when it is sent again: no answer, none in time, HTTP 408, 429 and 5xx, and
 * whatever the status, the codes for the service's own failures and for too many requests (1000028, 1000029, 300004).
 */
function mayPass({ kind, status = 0 }: KnowledgeBaseError): boolean {
  return /^(connection|timeout|server|rate-limited)$/.test(kind) || status === 408 || status === 429 || status >= 500;
}

const baseMs = 500;
const capMs = 8_000;

/**
 * The pause before a retry, in milliseconds: drawn evenly from 0 to a bound ("full jitter") that begins at 500 ms,
 * doubles with each retry and ends at 8 s.
 */
function backoffMs(retry: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (retry - 1)));
}

/**
 * How long an answer asks to wait before the next request, in milliseconds; 0 where it does not. A date is read by the
 * clock of the answer's own `Date`, so that it means the same where ours is wrong, and by ours where it has none.
 */
function retryAfterMs(headers: Headers, now: () => Date): number {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const until = parseHttpDate(value);
  return until === undefined ? 0 : Math.max(0, until - (parseHttpDate(headers.get("date")) ?? now().getTime()));
}

/** The error of a call that is given up, since it would have to pause for longer than it may take. */
function givenUp(error: KnowledgeBaseError, delayMs: number): KnowledgeBaseError {
  const why = `It was not sent again: after a pause of ${delayMs} ms its time (\`timeoutMs\`) would be over.`;
  return new KnowledgeBaseError(error.message, { ...error, cause: error.cause, hint: `${error.hint} ${why}` });
}
