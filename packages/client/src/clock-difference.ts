/** Beyond it a clock is taken to be wrong, and not just late. The service allows 15 minutes (its error table). */
const toleranceMs = 5 * 60_000;

/**
 * How far the clock that sent an answer is ahead of ours, in milliseconds; negative when it is behind. Undefined when
 * the answer has no readable `Date`, or one within 5 minutes of ours.
 */
export function clockDifferenceMs(response: Response, now: () => Date): number | undefined {
  const serverTime = parseHttpDate(response.headers.get("date"));
  if (serverTime === undefined) return undefined;
  const difference = serverTime - now().getTime();
  return Math.abs(difference) > toleranceMs ? difference : undefined;
}

/** An IMF-fixdate (RFC 9110, section 5.6.7), the form that servers must send; Date.parse alone would read `1` too. */
function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !/ \d{4} /.test(text)) return undefined;
  const date = new Date(text);
  return date.toUTCString() === text ? date.getTime() : undefined;
}
