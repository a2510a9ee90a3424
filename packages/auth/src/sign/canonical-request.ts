/** The parts of a canonical request. Each is already in its canonical form. */
export interface CanonicalRequestParts {
  /** As it is sent: methods are case-sensitive (RFC 9110, section 9.1). */
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  /** In the order of SignedHeaders. */
  readonly headers: readonly SignedHeader[];
  /** SHA-256 of the body's bytes, in lower-case hexadecimal. */
  readonly contentHash: string;
}

/** A header as it is signed: the name in lower case, the value trimmed. */
export type SignedHeader = readonly [name: string, value: string];

/**
 * The text that signer and verifier build from a request, and whose hash is signed: six parts, joined by line feeds.
 */
export function canonicalRequest({ method, uri, query, headers, contentHash }: CanonicalRequestParts): string {
  let names = "";
  for (const header of headers) names += names === "" ? header[0] : `;${header[0]}`;
  return `${method}\n${uri}\n${query}\n${canonicalHeaders(headers)}\n${names}\n${contentHash}`;
}

/**
 * The signed headers in the order of SignedHeaders, each as `name:value` and a line feed. Without any, as in presigned
 * links, the vendor's signers still write one line feed.
 */
export function canonicalHeaders(headers: readonly SignedHeader[]): string {
  let lines = "";
  for (const header of headers) lines += `${header[0]}:${header[1]}\n`;
  return lines || "\n";
}
