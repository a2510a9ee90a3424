import { parseHttpDate } from "./http-date.js";

/** Beyond it a clock is taken to be wrong, and not just late. The service allows 15 minutes (its error table). */
const toleranceMs = 5 * 60_000;

/**
 * How far the clock that sent an answer is ahead of ours, in milliseconds; negative when it is behind. Undefined when
 * the answer has no readable `Date`, or one within 5 minutes of ours.
 */
export function clockDifferenceMs(headers: Headers, now: () => Date): number | undefined {
  const serverTime = parseHttpDate(headers.get("date"));
  if (serverTime === undefined) return undefined;
  const difference = serverTime - now().getTime();
  return Math.abs(difference) > toleranceMs ? difference : undefined;
}
