/** Headers as name and value pairs (an array, a Map, the fetch API's Headers) or as an object. */
export type HeadersInput = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

/** The values sent under each lower-case header name, one for each line, in order and trimmed. */
export type HeaderLines = ReadonlyMap<string, readonly string[]>;

/** The headers as pairs, in whichever form they were given. */
export function headerPairs(headers: HeadersInput): Iterable<readonly [name: string, value: string]> {
  return Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers);
}

/** Groups header lines by name, which is case-insensitive (RFC 9110, section 5.1). */
export function headerLines(headers: HeadersInput): HeaderLines {
  const lines = new Map<string, string[]>();
  for (const line of headerPairs(headers)) {
    const key = line[0].toLowerCase();
    const value = trimOptionalWhiteSpace(line[1]);
    const known = lines.get(key);
    if (known === undefined) lines.set(key, [value]);
    else known.push(value);
  }
  return lines;
}

/**
 * A header value without the spaces and tabs around it (RFC 9110, section 5.5); nothing inside changes. This is a loop,
 * since the pattern `[ \t]+$` takes quadratic time on a long run of spaces.
 */
export function trimOptionalWhiteSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (isBlank(value[start])) start++;
  while (end > start && isBlank(value[end - 1])) end--;
  return value.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
