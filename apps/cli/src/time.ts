/** A Unix time in seconds, as ISO 8601; what is no time is shown as it is. */
export function unixSeconds(seconds: number): string {
  return isoTime(seconds, seconds * 1000);
}

/** A Unix time in milliseconds, as ISO 8601; what is no time is shown as it is. */
export function unixMilliseconds(milliseconds: number): string {
  return isoTime(milliseconds, milliseconds);
}

function isoTime(answered: unknown, milliseconds: number): string {
  const time = new Date(typeof answered === "number" ? milliseconds : Number.NaN);
  return Number.isNaN(time.getTime()) ? String(answered) : time.toISOString().replace(".000Z", "Z");
}
