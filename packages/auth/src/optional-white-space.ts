/**
 * A header value without the spaces and tabs around it (RFC 9110, section 5.5); nothing inside is touched.
 * A loop and not a pattern: `[ \t]+$` takes quadratic time on a hostile run of spaces.
 */
export function trimOptionalWhiteSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (isBlank(value.charCodeAt(start))) start++;
  while (end > start && isBlank(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
