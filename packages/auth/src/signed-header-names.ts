import type { RefusalReason } from "./refusal-reason.js";

/** Far above what signers sign, and low enough to bound the work on a hostile list. */
const maximumNames = 64;

/** The list of SignedHeaders: names in lower case, joined by `;`, in ascending byte order, none twice. */
export function parseSignedHeaderNames(text: string): readonly string[] | RefusalReason {
  const names = text.split(";", maximumNames + 1);
  if (names.length > maximumNames) return "too-many-signed-headers";
  let previous = "";
  for (const name of names) {
    if (!isLowerCaseToken(name) || name <= previous) return "malformed-signed-headers";
    previous = name;
  }
  return names;
}

/** A header name (`token` of RFC 9110, section 5.6.2) without upper-case letters. */
function isLowerCaseToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(text);
}
