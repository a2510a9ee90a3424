/** A header as it is signed: the name in lower case, the value trimmed. */
export type SignedHeader = readonly [name: string, value: string];

/**
 * The signed headers, in the order of SignedHeaders, as they are signed: `name:value` and a line feed for each. Where
 * none is signed, as in presigned links, the vendor's signers put a line feed all the same.
 */
export function canonicalHeaders(headers: readonly SignedHeader[]): string {
  let lines = "";
  for (const header of headers) lines += `${header[0]}:${header[1]}\n`;
  return lines || "\n";
}
