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

/** The moment that an X-Date names; undefined unless it has exactly that form and is a real date and time. */
export function parseSigningDate(text: string): Date | undefined {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return undefined;
  const day = Number(text.slice(0, 8));
  const time = Number(text.slice(9, 15));
  const month = Math.floor(day / 100);
  const minute = Math.floor(time / 100);
  const date = new Date(
    Date.UTC(Math.floor(month / 100), (month % 100) - 1, day % 100, Math.floor(minute / 100), minute % 100, time % 100),
  );
  // What its month, day or minute has not rolls over, as in 2026-02-30: formatting it back shows that. So do the years
  // below 100, which Date.UTC takes for those of the last century.
  return formatSigningDate(date) === text ? date : undefined;
}

/** The UTC day of an X-Date, `yyyyMMdd`, as the credential scope carries it. */
export function signingDay(signingDate: string): string {
  return signingDate.slice(0, 8);
}
