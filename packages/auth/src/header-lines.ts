import { type HeadersInput, headerPairs } from "./headers-input.js";
import { trimOptionalWhiteSpace } from "./optional-white-space.js";

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
