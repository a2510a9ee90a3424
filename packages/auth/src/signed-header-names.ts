import type { RefusalReason } from "./refusal-reason.js";

/** Far above what signers sign, and low enough to bound the work on a hostile list. */
const maximumNames = 64;

/** Header names (`token` of RFC 9110, section 5.6.2) without upper-case letters, joined by `;`. */
const lowerCaseTokens = /^[!#$%&'*+.^_`|~0-9a-z-]+(?:;[!#$%&'*+.^_`|~0-9a-z-]+)*$/;

/**
 * The list of SignedHeaders: names in lower case, joined by `;`, none twice. In any order, as it is signed itself: the
 * vendor's published samples in Go and Java list `host;x-date;x-content-sha256;content-type`.
 */
export function parseSignedHeaderNames(text: string): readonly string[] | RefusalReason {
  const names = text.split(";", maximumNames + 1);
  if (names.length > maximumNames) return "too-many-signed-headers";
  const unique = names.every((name, index) => names.indexOf(name) === index);
  return unique && lowerCaseTokens.test(text) ? names : "malformed-signed-headers";
}
