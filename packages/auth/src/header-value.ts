/** Whether a header value can stand on one line: no control character but the tab (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(value);
}
