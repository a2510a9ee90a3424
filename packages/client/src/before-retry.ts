import { aborted } from "./aborted.js";
import type { Attempt } from "./attempt.js";
import type { CallProgress } from "./call-progress.js";
import { acceptsSignature, type CorrectedClock } from "./corrected-clock.js";
import type { Environment } from "./environment.js";
import type { KnowledgeBaseError } from "./knowledge-base-error.js";
import { backoffMs, givenUp, mayPass } from "./retry.js";
import { retryAfterMs } from "./retry-after.js";
import { timedOut } from "./timed-out.js";
import { longestTimerMs, withinTime } from "./within-time.js";

/** An attempt that failed, and whose it is. */
export interface FailedAttempt {
  readonly attempt: Attempt;
  readonly error: KnowledgeBaseError;
  readonly call: CallProgress;
  readonly clock: CorrectedClock;
  readonly environment: Environment;
  readonly signal: AbortSignal | undefined;
}

/** Waits for as long as it takes until a call may be sent again; rejects with why it is not. */
export async function beforeRetry({ attempt, error, call, clock, environment, signal }: FailedAttempt): Promise<void> {
  const { now, random, sleep } = environment;
  const { attemptTimeoutMs, retries, timeoutMs } = call.limits;
  const { observe, response } = attempt;
  if (call.isCorrected && acceptsSignature(error)) clock.offsetMs = call.offsetMs;

  const correctionMs = call.isCorrected ? undefined : attempt.correctionMs;
  let delayMs = 0;
  if (correctionMs === undefined) {
    const isOver = error.kind === "timeout" && call.remainingMs <= attemptTimeoutMs;
    if (isOver || call.retries >= retries || !mayPass(error)) throw error;
    const askedMs = response ? retryAfterMs(response.headers, attempt.now) : 0;
    delayMs = Math.max(askedMs, backoffMs(++call.retries, random));
  } else {
    call.isCorrected = true;
    call.offsetMs += correctionMs;
  }
  // Our clock may stand still, or be set back, and pauses may be a test's: the longest of the three has passed.
  const passedMs = Math.max(call.pausedMs, now().getTime() - call.begun || 0, performance.now() - call.begunSteadily);
  call.remainingMs = timeoutMs - passedMs;
  if (delayMs >= call.remainingMs || delayMs > longestTimerMs) throw givenUp(error, delayMs);
  observe?.("beforeRetry", attempt, { status: response?.status, requestId: error.requestId, error, delayMs });
  if (correctionMs !== undefined) return;

  const controller = new AbortController();
  await withinTime({
    signal,
    controller,
    limitMs: call.remainingMs,
    work: () => sleep(delayMs, controller.signal),
    stopped: () => (signal?.aborted ? aborted(signal, call.attempts) : timedOut("timeoutMs", timeoutMs, call.attempts)),
  });
  call.pausedMs += delayMs;
  call.remainingMs -= delayMs;
}
