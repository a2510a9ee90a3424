import { type Credential, formatCredential, parseCredential } from "./credential.js";
import { algorithm } from "./generated/scheme.js";
import { trimOptionalWhiteSpace } from "./optional-white-space.js";
import type { RefusalReason } from "./refusal-reason.js";
import { parseSignedHeaderNames } from "./signed-header-names.js";

/** What an Authorization header of this scheme says. */
export interface AuthorizationHeader extends Credential {
  /** Lower-case names in byte order. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
}

/** Bounds the work on a hostile header; 64 signed headers with long names still fit. */
const maximumLength = 4096;

/** The value of the Authorization header. */
export function formatAuthorization(header: AuthorizationHeader): string {
  const parts = [
    `Credential=${formatCredential(header)}`,
    `SignedHeaders=${header.signedHeaders.join(";")}`,
    `Signature=${header.signature}`,
  ];
  return `${algorithm} ${parts.join(", ")}`;
}

/**
 * Reads an Authorization header, already trimmed. Strict in its words, lenient only where RFC 9110, section 11.4, is:
 * parts come in any order and with any white space around their commas.
 */
export function parseAuthorization(value: string): AuthorizationHeader | RefusalReason {
  if (value.length > maximumLength) return "authorization-too-long";
  if (value.split(" ", 1)[0] !== algorithm) return "unsupported-algorithm";
  const parts = parseParts(value.slice(algorithm.length));
  const credentialText = parts?.get("Credential");
  const signedHeadersText = parts?.get("SignedHeaders");
  const signature = parts?.get("Signature");
  const complete = credentialText !== undefined && signedHeadersText !== undefined && signature !== undefined;
  if (parts?.size !== 3 || !complete) return "malformed-authorization";

  const credential = parseCredential(credentialText);
  if (typeof credential === "string") return credential;
  const signedHeaders = parseSignedHeaderNames(signedHeadersText);
  if (typeof signedHeaders === "string") return signedHeaders;
  if (!/^[0-9a-f]{64}$/.test(signature)) return "malformed-signature";
  return { ...credential, signedHeaders, signature };
}

/** `name=value` parts by name; undefined where one has no `=` or comes twice, as in two joined headers. */
function parseParts(text: string): ReadonlyMap<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of text.split(",").map(trimOptionalWhiteSpace)) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals);
    if (equals === -1 || parts.has(name)) return undefined;
    parts.set(name, part.slice(equals + 1));
  }
  return parts;
}
