/** A header as it is signed: the name in lower case, the value trimmed. */
export type SignedHeader = readonly [name: string, value: string];

/** The signed headers, already sorted by name, as they are signed: `name:value` and a line feed for each. */
export function canonicalHeaders(headers: readonly SignedHeader[]): string {
  return headers.map(([name, value]) => `${name}:${value}\n`).join("");
}
