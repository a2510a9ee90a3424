/**
 * The time of an IMF-fixdate (RFC 9110, section 5.6.7), the form that servers must send, in milliseconds; Date.parse
 * alone would read `1` too.
 */
export function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !/ \d{4} /.test(text)) return undefined;
  const date = new Date(text);
  return date.toUTCString() === text ? date.getTime() : undefined;
}
