import { trimOptionalWhiteSpace } from "./optional-white-space.js";

/** Headers as name and value pairs (an array, a Map, the fetch API's Headers) or as an object. */
export type HeadersInput = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

/** The values sent under each lower-case header name, one for each line, in order and trimmed. */
export type HeaderLines = ReadonlyMap<string, readonly string[]>;

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

/** Whether a header value can stand on one line: no control character but the tab (RFC 9110, section 5.5). */
export function isHeaderValue(value: string): boolean {
  return /^[\t -~\x80-\xff]*$/.test(value);
}

/** The headers as pairs, whichever way they were given. */
export function headerPairs(headers: HeadersInput): Iterable<readonly [name: string, value: string]> {
  return Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers);
}
