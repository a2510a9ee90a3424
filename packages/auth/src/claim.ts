import { type AuthorizationHeader, parseAuthorization } from "./authorization-header.js";
import type { SignedHeader } from "./canonical-headers.js";
import { headerNames } from "./generated/scheme.js";
import { type HeaderLines, isHeaderValue } from "./header-lines.js";
import type { RefusalReason } from "./refusal-reason.js";
import { parseSigningDate, signingDay } from "./signing-date.js";

/** What the headers of a request claim about its signature, held against all rules that need no key and no clock. */
export interface Claim extends AuthorizationHeader {
  /** X-Date as sent. */
  readonly dateText: string;
  readonly date: Date;
  /** The headers that SignedHeaders names, with their values. */
  readonly headers: readonly SignedHeader[];
  readonly contentHash: string | undefined;
  readonly securityToken: string | undefined;
}

/** Reads the claim of a request, or says why it cannot be one. */
export function readClaim(lines: HeaderLines, service: string): Claim | RefusalReason {
  const [authorizationText, ...moreAuthorizations] = lines.get(headerNames.authorization) ?? [];
  if (authorizationText === undefined) return "missing-authorization";
  if (moreAuthorizations.length > 0) return "repeated-authorization";
  const authorization = parseAuthorization(authorizationText);
  if (typeof authorization === "string") return authorization;
  if (authorization.scope.service !== service) return "wrong-service";

  const [dateText, ...moreDates] = lines.get(headerNames.date) ?? [];
  if (dateText === undefined) return "missing-date";
  if (moreDates.length > 0) return "repeated-date";
  const date = parseSigningDate(dateText);
  if (date === undefined) return "malformed-date";
  if (!authorization.signedHeaders.includes(headerNames.date)) return "unsigned-date";
  if (authorization.scope.day !== signingDay(dateText)) return "scope-date-mismatch";

  const [contentHash, ...moreHashes] = lines.get(headerNames.contentHash) ?? [];
  if (moreHashes.length > 0) return "repeated-content-hash";
  // Also the words by which other schemes leave the body out of the signature, UNSIGNED-PAYLOAD and STREAMING-….
  if (contentHash !== undefined && !/^[0-9a-f]{64}$/.test(contentHash)) return "unsupported-content-hash";

  const [securityToken] = lines.get(headerNames.securityToken) ?? [];
  const tokenSigned = authorization.signedHeaders.includes(headerNames.securityToken);
  if (securityToken !== undefined && !tokenSigned) return "unsigned-security-token";

  const headers = readSignedHeaders(authorization.signedHeaders, lines);
  if (typeof headers === "string") return headers;
  return { ...authorization, dateText, date, headers, contentHash, securityToken };
}

function readSignedHeaders(names: readonly string[], lines: HeaderLines): SignedHeader[] | RefusalReason {
  const headers: SignedHeader[] = [];
  for (const name of names) {
    const [value, ...more] = lines.get(name) ?? [];
    if (value === undefined) return "missing-signed-header";
    if (more.length > 0) return "repeated-signed-header";
    // A line feed inside a value could pass for the next header of the canonical request.
    if (!isHeaderValue(value)) return "malformed-signed-header";
    headers.push([name, value]);
  }
  return headers;
}
