/** A moment as X-Date carries it: UTC `yyyyMMdd'T'HHmmss'Z'`, milliseconds dropped. Throws on an invalid Date. */
export function formatSigningDate(date: Date): string {
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError("The clock gives no date: set `now`.");
  // One number with two digits for each part, and a 1 before them that keeps the zeros: a third of the work of
  // toISOString and a pattern, and there is little other work beside it.
  const day = (year * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const minute = (day * 100 + date.getUTCHours()) * 100 + date.getUTCMinutes();
  const digits = String(1e14 + minute * 100 + date.getUTCSeconds());
  return `${digits.slice(1, 9)}T${digits.slice(9)}Z`;
}

/** The UTC day of an X-Date, `yyyyMMdd`, as the credential scope carries it. */
export function signingDay(signingDate: string): string {
  return signingDate.slice(0, 8);
}
