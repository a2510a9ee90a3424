import { aborted, type KnowledgeBaseError, timedOut } from "../errors/knowledge-base-error.js";
import type { Attempt } from "./attempt.js";
import type { Caller, CallProgress } from "./call-progress.js";
import { withinTime } from "./timers.js";

/** A failed attempt with its error, call and client. */
export interface FailedAttempt {
  readonly attempt: Attempt;
  readonly error: KnowledgeBaseError;
  readonly call: CallProgress;
  readonly caller: Caller;
}

/**
 * Counts a retry, and gives the pause before it, in milliseconds.
 *
 * @throws the failure itself when no retry is left, or none would help.
 */
export function pauseBeforeRetryMs({ attempt, error, call, caller }: FailedAttempt): number {
  const { attemptTimeoutMs, retries } = call.limits;
  const isOver = error.kind === "timeout" && attempt.leftMs <= attemptTimeoutMs;
  if (isOver || call.retries >= retries || !mayPass(error)) throw error;
  call.retries++;
  return backoffMs(call.retries, caller.environment.random);
}

/** Pauses before a retry. Rejects when the signal aborts, or the call's time is over. */
export async function pause(
  delayMs: number,
  { signal, limits, time, attempts }: CallProgress,
  { environment }: Caller,
) {
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
export function backoffMs(retry: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (retry - 1)));
}
