import { algorithm, terminator } from "../generated/scheme.js";
import { type Credential, formatCredential, parseCredential } from "../sign/credential-scope.js";
import { trimOptionalWhiteSpace } from "../sign/headers.js";
import type { RefusalReason } from "./refusal-reason.js";

/** What an Authorization header of this scheme says. */
export interface AuthorizationHeader extends Credential {
  /** Lower-case names, in the order of the header. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
}

/** Bounds the work on a hostile header; 64 signed headers with long names still fit. */
const maximumLength = 4096;

/** The value of the Authorization header. */
export function formatAuthorization(header: AuthorizationHeader): string {
  const names = header.signedHeaders.join(";");
  return `${algorithm} Credential=${formatCredential(header)}, SignedHeaders=${names}, Signature=${header.signature}`;
}

/** The form in which all signers write the header. Reading it by one pattern takes half the time. */
const asWritten = new RegExp(
  `^${algorithm} Credential=([!-+.0-~-]{1,256})/(\\d{8})/([!-+.0-~-]*)/([!-+.0-~-]*)/${terminator}, ` +
    "SignedHeaders=([^,\\s]*), Signature=([0-9a-f]{64})$",
);

/**
 * Reads an Authorization header that is already trimmed. It is lenient only where RFC 9110, section 11.4, is: the parts
 * come in any order and with any white space around their commas.
 */
export function parseAuthorization(value: string): AuthorizationHeader | RefusalReason {
  if (value.length > maximumLength) return "authorization-too-long";
  const written = asWritten.exec(value);
  if (written === null) return parseByParts(value);
  const [, accessKeyId = "", day = "", region = "", service = "", names = "", signature = ""] = written;
  const signedHeaders = parseSignedHeaderNames(names);
  if (typeof signedHeaders === "string") return signedHeaders;
  return { accessKeyId, scope: { day, region, service }, signedHeaders, signature };
}

function parseByParts(value: string): AuthorizationHeader | RefusalReason {
  if (!value.startsWith(algorithm) || (value.length > algorithm.length && value[algorithm.length] !== " ")) {
    return "unsupported-algorithm";
  }
  const parts = value.slice(algorithm.length).split(",", 4).map(trimOptionalWhiteSpace);
  const [credentialText, namesText, signature] = ["Credential=", "SignedHeaders=", "Signature="].map((name) =>
    parts.find((part) => part.startsWith(name))?.slice(name.length),
  );
  // Three parts and three names: so each is there once, and nothing else is, as it would be in two headers joined.
  if (parts.length !== 3 || credentialText === undefined || namesText === undefined || signature === undefined) {
    return "malformed-authorization";
  }
  const credential = parseCredential(credentialText);
  if (typeof credential === "string") return credential;
  const signedHeaders = parseSignedHeaderNames(namesText);
  if (typeof signedHeaders === "string") return signedHeaders;
  return isDigest(signature) ? { ...credential, signedHeaders, signature } : "malformed-signature";
}

/** Far above what signers sign, and low enough to bound the work on a hostile list. */
const maximumNames = 64;

/** Header names (`token` of RFC 9110, section 5.6.2) without upper-case letters, joined by `;`. */
const lowerCaseTokens = /^[!#$%&'*+.^_`|~0-9a-z-]+(?:;[!#$%&'*+.^_`|~0-9a-z-]+)*$/;

/**
 * The list of SignedHeaders: names in lower case, joined by `;`, none twice. Any order is accepted, since the list is
 * signed too: the vendor's published samples in Go and Java have `host;x-date;x-content-sha256;content-type`.
 */
function parseSignedHeaderNames(text: string): readonly string[] | RefusalReason {
  const names = text.split(";", maximumNames + 1);
  if (names.length > maximumNames) return "too-many-signed-headers";
  const unique = names.every((name, index) => names.indexOf(name) === index);
  return unique && lowerCaseTokens.test(text) ? names : "malformed-signed-headers";
}

/** Whether a text is a SHA-256 or an HMAC-SHA256: 64 lower-case hexadecimal digits. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
