import type { RefusalReason } from "./refusal-reason.js";

/** Far above what signers sign, and low enough to bound the work on a hostile list. */
const maximumNames = 64;

/** Header names (`token` of RFC 9110, section 5.6.2) without upper-case letters, joined by `;`. */
const lowerCaseTokens = /^[!#$%&'*+.^_`|~0-9a-z;-]+$/;

/** The list of SignedHeaders: names in lower case, joined by `;`, in ascending byte order, none twice. */
export function parseSignedHeaderNames(text: string): readonly string[] | RefusalReason {
  const names = text.split(";", maximumNames + 1);
  if (names.length > maximumNames) return "too-many-signed-headers";
  if (!lowerCaseTokens.test(text)) return "malformed-signed-headers";
  let previous = "";
  for (const name of names) {
    // An empty name is not above the one before it either.
    if (name <= previous) return "malformed-signed-headers";
    previous = name;
  }
  return names;
}
