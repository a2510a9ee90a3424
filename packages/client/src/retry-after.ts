import { parseHttpDate } from "./http-date.js";

/**
 * How long an answer asks to wait before the next request, in milliseconds; 0 where it does not. A date is read by the
 * clock of the answer's own `Date`, so that it means the same where ours is wrong, and by ours where it has none.
 */
export function retryAfterMs(headers: Headers, now: () => Date): number {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const until = parseHttpDate(value);
  return until === undefined ? 0 : Math.max(0, until - (parseHttpDate(headers.get("date")) ?? now().getTime()));
}
