import { type AuthorizationHeader, parseAuthorization } from "../authorization-header.js";
import { type CanonicalRequestParts, canonicalRequest } from "../canonical-request.js";
import { formatCredentialScope } from "../credential-scope.js";
import type { Credentials } from "../credentials.js";
import { sha256Hex } from "../digest.js";
import { headerNames } from "../generated/scheme.js";
import { type HeaderLines, headerLines } from "../header-lines.js";
import { parseSigningDate } from "../parse-signing-date.js";
import { type CanonicalTarget, parseRequestTarget } from "../request-target.js";
import { stringToSign } from "../string-to-sign.js";
import type { ReceivedRequest } from "../verify-request.js";

/** What the findings are found in: the request, taken apart as far as it can be read. */
export interface Evidence {
  readonly request: ReceivedRequest;
  readonly lines: HeaderLines;
  readonly authorization: AuthorizationHeader | undefined;
  /** X-Date as sent. */
  readonly dateText: string | undefined;
  /** X-Content-Sha256 as sent. */
  readonly sentHash: string | undefined;
  /** SHA-256 of the body. */
  readonly contentHash: string;
  readonly target: CanonicalTarget | undefined;
  readonly credentials: Credentials | undefined;
  /** The verifier's clock, read once. */
  readonly now: Date;
}

/** Takes a request apart. Where a header was sent more than once its first line counts. */
export async function readEvidence(
  request: ReceivedRequest,
  credentials: Credentials | undefined,
  now: Date,
): Promise<Evidence> {
  const lines = headerLines(request.headers);
  const authorization = parseAuthorization(lines.get(headerNames.authorization)?.[0] ?? "");
  const target = parseRequestTarget(request.target);
  return {
    request,
    lines,
    authorization: typeof authorization === "string" ? undefined : authorization,
    dateText: lines.get(headerNames.date)?.[0],
    sentHash: lines.get(headerNames.contentHash)?.[0],
    contentHash: await sha256Hex(request.body),
    target: typeof target === "string" ? undefined : target,
    credentials,
    now,
  };
}

/** The moment that X-Date names, where it names one. */
export function signingMoment({ dateText = "" }: Evidence): Date | undefined {
  return parseSigningDate(dateText);
}

/** The names of signed headers that were not sent, sent more than once, or sent: by the number of their lines. */
export function signedNames({ authorization, lines }: Evidence, sent: (count: number) => boolean): string[] {
  return authorization?.signedHeaders.filter((name) => sent(lines.get(name)?.length ?? 0)) ?? [];
}

/** What the canonical request is made of; undefined where Authorization or the target cannot be read. */
export function canonicalParts(evidence: Evidence): CanonicalRequestParts | undefined {
  const { authorization, contentHash, lines, request, target } = evidence;
  if (authorization === undefined || target === undefined) return undefined;
  const headers = authorization.signedHeaders.map((name) => [name, lines.get(name)?.[0] ?? ""] as const);
  return { method: request.method, ...target, headers, contentHash };
}

/** The string to sign of these parts; undefined where no X-Date was sent. */
export async function stringToSignOf(
  { authorization, dateText }: Evidence,
  parts: CanonicalRequestParts | undefined,
): Promise<string | undefined> {
  if (authorization === undefined || dateText === undefined || parts === undefined) return undefined;
  return stringToSign(dateText, formatCredentialScope(authorization.scope), canonicalRequest(parts));
}
