import type { Credentials } from "../credentials/credentials.js";
import { headerNames } from "../generated/scheme.js";
import type { CanonicalRequestParts } from "../sign/canonical-request.js";
import { sha256, utf8Bytes } from "../sign/digest.js";
import { type HeaderLines, type HeadersInput, headerLines, headerPairs } from "../sign/headers.js";
import { type AuthorizationHeader, parseAuthorization } from "../verify/authorization-header.js";
import { parseSigningDate } from "../verify/parse-signing-date.js";
import { type CanonicalTarget, parseRequestTarget } from "../verify/request-target.js";
import type { ReceivedRequest } from "../verify/verify-request.js";

interface SignedRequest {
  readonly method: string;
  /** Every header line, Authorization among them; Host may be left out beside a URL. */
  readonly headers: HeadersInput;
  /** The bytes of the body, or a text that was sent as UTF-8; none by default. */
  readonly body?: Uint8Array | string | undefined;
}

/** A signed request, as it was sent (to a `url`) or as it arrived (with a raw `target`, path and query). */
export type ExplainableRequest = SignedRequest &
  ({ readonly target: string; readonly url?: undefined } | { readonly url: string | URL; readonly target?: undefined });

/** A request, taken apart as far as it can be read. All findings come from this. */
export interface Evidence {
  readonly request: ReceivedRequest;
  readonly lines: HeaderLines;
  readonly authorization: AuthorizationHeader | undefined;
  /** X-Date as sent. */
  readonly dateText: string | undefined;
  /** The moment that X-Date names; undefined when it names none. */
  readonly moment: Date | undefined;
  /** X-Content-Sha256 as sent. */
  readonly sentHash: string | undefined;
  /** SHA-256 of the body. */
  readonly contentHash: string;
  readonly target: CanonicalTarget | undefined;
  /** What the canonical request is made of; undefined where Authorization or the target cannot be read. */
  readonly parts: CanonicalRequestParts | undefined;
  readonly credentials: Credentials | undefined;
  /** The verifier's clock, read once. */
  readonly now: Date;
}

/** Takes a request apart. When a header was sent more than once, its first line counts. */
export async function readEvidence(
  given: ExplainableRequest,
  credentials: Credentials | undefined,
  now: Date,
): Promise<Evidence> {
  const request = asReceived(given);
  const lines = headerLines(request.headers);
  const firstLine = (name: string) => lines.get(name)?.[0];
  const authorization = orUndefined(parseAuthorization(firstLine(headerNames.authorization) ?? ""));
  const target = orUndefined(parseRequestTarget(request.target));
  const dateText = firstLine(headerNames.date);
  const contentHash = await sha256(request.body);
  const headers = authorization?.signedHeaders.map((name) => [name, firstLine(name) ?? ""] as const);
  return {
    request,
    lines,
    authorization,
    dateText,
    moment: parseSigningDate(dateText ?? ""),
    sentHash: firstLine(headerNames.contentHash),
    contentHash,
    target,
    parts: headers && target && { method: request.method, ...target, headers, contentHash },
    credentials,
    now,
  };
}

/** Turns the reason why something could not be read into undefined. */
function orUndefined<Read extends object>(read: Read | string): Read | undefined {
  return typeof read === "string" ? undefined : read;
}

/** The request as a verifier receives it. A URL is split as fetch splits it (WHATWG URL). */
function asReceived({ method, target, url, headers, body = "" }: ExplainableRequest): ReceivedRequest {
  const pairs = [...headerPairs(headers)];
  const bytes = utf8Bytes(body);
  if (target !== undefined) return { method, target, headers: pairs, body: bytes };
  const { host, pathname, search } = new URL(url);
  const hostSent = pairs.some(([name]) => name.toLowerCase() === "host");
  return { method, target: pathname + search, headers: hostSent ? pairs : [["Host", host], ...pairs], body: bytes };
}
