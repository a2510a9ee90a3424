/** The second that was written last: of the requests of one second all but the first find their date ready. */
let last = { second: Number.NaN, text: "" };

/** A moment as X-Date carries it: UTC `yyyyMMdd'T'HHmmss'Z'`, milliseconds dropped. Throws on an invalid Date. */
export function formatSigningDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== last.second) last = { second, text: written(date) };
  return last.text;
}

function written(date: Date): string {
  // Null where the date is invalid, and longer beyond the years 0 to 9999.
  const text = date.toJSON() as string | null;
  if (text?.length !== 24) throw new RangeError("The clock gives no date: set `now`.");
  return text.replace(/[-:]|\.\d+/g, "");
}

/** The UTC day of an X-Date, `yyyyMMdd`, as the credential scope carries it. */
export function signingDay(signingDate: string): string {
  return signingDate.slice(0, 8);
}
