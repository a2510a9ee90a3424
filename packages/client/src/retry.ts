import { KnowledgeBaseError } from "./knowledge-base-error.js";

const baseMs = 500;
const capMs = 8_000;

/**
 * Whether a call that failed so may succeed when it is sent again: no answer, none in time, HTTP 408, 429 and 5xx, and
 * whatever the status, the codes for the service's own failures and for too many requests (1000028, 1000029, 300004).
 */
export function mayPass({ kind, status = 0 }: KnowledgeBaseError): boolean {
  return /^(connection|timeout|server|rate-limited)$/.test(kind) || status === 408 || status === 429 || status >= 500;
}

/**
 * The pause before a retry, in milliseconds: drawn evenly from 0 to a bound ("full jitter") that begins at 500 ms,
 * doubles with each retry and ends at 8 s.
 */
export function backoffMs(retry: number, random: () => number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (retry - 1)));
}

/** The error of a call that is given up, since it would have to pause for longer than it may take. */
export function givenUp(error: KnowledgeBaseError, delayMs: number): KnowledgeBaseError {
  const why = `It was not sent again: after a pause of ${delayMs} ms its time (\`timeoutMs\`) would be over.`;
  return new KnowledgeBaseError(error.message, { ...error, cause: error.cause, hint: `${error.hint} ${why}` });
}
