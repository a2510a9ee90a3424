import { isHeaderValue } from "../checks.js";
import { headerNames } from "../generated/scheme.js";
import type { SignedHeader } from "../sign/canonical-request.js";
import type { HeaderLines } from "../sign/headers.js";
import { signingDay } from "../sign/signing-date.js";
import { type AuthorizationHeader, parseAuthorization } from "./authorization-header.js";
import type { SignatureClaim } from "./check-signature.js";
import { parseSigningDate } from "./parse-signing-date.js";
import type { RefusalReason } from "./refusal-reason.js";

/** What the headers of a request say about its signature, after every check that needs neither key nor clock. */
interface Claim extends AuthorizationHeader, SignatureClaim {
  readonly date: Date;
  /** The headers that SignedHeaders names, with their values. */
  readonly headers: readonly SignedHeader[];
  /** X-Content-Sha256 as sent. */
  readonly contentHash: string | undefined;
}

/** Reads what a request says about its signature, or gives the reason for refusing it. */
export function readClaim(lines: HeaderLines, service: string): Claim | RefusalReason {
  const authorizations = lines.get(headerNames.authorization);
  if (authorizations?.[0] === undefined) return "missing-authorization";
  if (authorizations.length > 1) return "repeated-authorization";
  const authorization = parseAuthorization(authorizations[0]);
  if (typeof authorization === "string") return authorization;
  if (authorization.scope.service !== service) return "wrong-service";

  const dates = lines.get(headerNames.date);
  if (dates?.[0] === undefined) return "missing-date";
  if (dates.length > 1) return "repeated-date";
  const date = parseSigningDate(dates[0]);
  if (date === undefined) return "malformed-date";
  if (!authorization.signedHeaders.includes(headerNames.date)) return "unsigned-date";
  if (authorization.scope.day !== signingDay(dates[0])) return "scope-date-mismatch";

  const hashes = lines.get(headerNames.contentHash);
  const contentHash = hashes?.[0];
  if (hashes !== undefined && hashes.length > 1) return "repeated-content-hash";

  const securityToken = lines.get(headerNames.securityToken)?.[0];
  const tokenSigned = authorization.signedHeaders.includes(headerNames.securityToken);
  if (securityToken !== undefined && !tokenSigned) return "unsigned-security-token";

  const headers = readSignedHeaders(authorization.signedHeaders, lines);
  if (typeof headers === "string") return headers;
  const { accessKeyId, scope, signedHeaders, signature } = authorization;
  const dateText = dates[0];
  return { accessKeyId, scope, signedHeaders, signature, dateText, date, headers, contentHash, securityToken };
}

function readSignedHeaders(names: readonly string[], lines: HeaderLines): SignedHeader[] | RefusalReason {
  const headers: SignedHeader[] = [];
  for (const name of names) {
    const values = lines.get(name);
    if (values?.[0] === undefined) return "missing-signed-header";
    if (values.length > 1) return "repeated-signed-header";
    // A line feed inside a value could be read as the next header of the canonical request.
    if (!isHeaderValue(values[0])) return "malformed-signed-header";
    headers.push([name, values[0]]);
  }
  return headers;
}
