import { canonicalHeaders, type SignedHeader } from "./canonical-headers.js";

/** What a canonical request is put together from; every part is canonical already. */
export interface CanonicalRequestParts {
  /** As it stands on the wire: methods are case-sensitive (RFC 9110, section 9.1). */
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  /** In the order of SignedHeaders. */
  readonly headers: readonly SignedHeader[];
  /** SHA-256 of the body's bytes, in lower-case hexadecimal. */
  readonly contentHash: string;
}

/** The text that both sides build from a request and whose hash is signed: six parts, joined by line feeds. */
export function canonicalRequest({ method, uri, query, headers, contentHash }: CanonicalRequestParts): string {
  let names = "";
  for (const header of headers) names += names === "" ? header[0] : `;${header[0]}`;
  return `${method}\n${uri}\n${query}\n${canonicalHeaders(headers)}\n${names}\n${contentHash}`;
}
