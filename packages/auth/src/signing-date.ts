/** A moment as X-Date carries it: UTC `yyyyMMdd'T'HHmmss'Z'`, milliseconds dropped. Throws on an invalid Date. */
export function formatSigningDate(date: Date): string {
  if (!(date.getTime() >= earliest && date.getTime() <= latest)) {
    throw new RangeError("The clock gave no date between the years 0 and 9999: check the `now` option.");
  }
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** The moment that an X-Date names; undefined unless it has exactly that form and is a real date and time. */
export function parseSigningDate(text: string): Date | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  // Of the ISO form a day that its month has not may roll over, as in 2026-02-30: formatting it back shows that.
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return !Number.isNaN(date.getTime()) && formatSigningDate(date) === text ? date : undefined;
}

/** The UTC day of an X-Date, `yyyyMMdd`, as the credential scope carries it. */
export function signingDay(signingDate: string): string {
  return signingDate.slice(0, 8);
}

const earliest = Date.parse("0000-01-01T00:00:00Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");
