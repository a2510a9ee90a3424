/** The second that was written last: of the requests of one second all but the first find their date ready. */
let last: { readonly second: number; readonly text: string } | undefined;

/**
 * A moment as X-Date carries it: UTC `yyyyMMdd'T'HHmmss'Z'`, milliseconds dropped.
 *
 * @throws RangeError on an invalid Date, and beyond the years 0 to 9999.
 */
export function formatSigningDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== last?.second) {
    // Null of a date that is none, whatever the types say; longer beyond the year 9999 and before the year 0.
    const iso: string | null = date.toJSON();
    if (iso?.length !== 24) throw new RangeError("The clock gives no date: set `now`.");
    last = { second, text: iso.replace(/[-:]|\.\d+/g, "") };
  }
  return last.text;
}

/** The UTC day of an X-Date, `yyyyMMdd`, as the credential scope carries it. */
export function signingDay(signingDate: string): string {
  return signingDate.slice(0, 8);
}
