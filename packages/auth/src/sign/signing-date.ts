/** The second that was formatted last: all requests within one second use the same text. */
let last: { readonly second: number; readonly text: string } | undefined;

/**
 * A moment in the form of X-Date: UTC `yyyyMMdd'T'HHmmss'Z'`, without milliseconds.
 *
 * @throws RangeError for an invalid Date, and beyond the years 0 to 9999.
 */
export function formatSigningDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== last?.second) {
    // Whatever the type says, this is null for an invalid date. It is longer beyond the years 0 to 9999.
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
