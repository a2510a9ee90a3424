import { type LookedUpKey, tokenRefusal, usableKey } from "./access-key.js";
import { isPromise } from "./after.js";
import { type CanonicalRequestParts, canonicalRequest } from "./canonical-request.js";
import { readClaim } from "./claim.js";
import { equalInConstantTime } from "./constant-time.js";
import { sha256Hex } from "./digest.js";
import { maximumClockSkewSeconds as schemeClockSkewSeconds, service as schemeService } from "./generated/scheme.js";
import { headerLines } from "./header-lines.js";
import { hostSpellings } from "./host-spellings.js";
import { isSignedWith } from "./is-signed-with.js";
import { isMethod } from "./method.js";
import type { RefusalReason } from "./refusal-reason.js";
import { parseRequestTarget } from "./request-target.js";

/** A request as it arrived, nothing decoded, joined or dropped. */
export interface ReceivedRequest {
  readonly method: string;
  /** The raw request target, path and query, as in Node's `request.url`. */
  readonly target: string;
  /** Every header line as a pair, so that doubled ones are seen; over HTTP/2, `:authority` goes in as `host`. */
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** The bytes of the body; none: an empty array. */
  readonly body: Uint8Array;
}

/** How requests are verified. */
export interface VerifyOptions {
  /**
   * Finds the key of an access key id, which is at most 256 characters of visible ASCII. An answer without a secret
   * is no key, so a plain object may serve as the table.
   */
  readonly lookUpKey: (accessKeyId: string) => LookedUpKey | PromiseLike<LookedUpKey>;
  /** The verifier's clock; the real one by default. */
  readonly now?: (() => Date) | undefined;
  /** How far X-Date may lie from the clock, both ways, in whole seconds, inclusive; 900 by default. */
  readonly maximumClockSkewSeconds?: number | undefined;
  /** The service that the credential scope must name; the knowledge base's by default. */
  readonly service?: string | undefined;
}

/** Either whose request it is, or why it is refused. The reason is for the log, not for the caller. */
export type Verification =
  | {
      readonly ok: true;
      readonly accessKeyId: string;
      /** Of the credential scope; may be empty. */
      readonly region: string;
      /** The moment of signing, from X-Date, to the second. */
      readonly date: Date;
      /** Lower-case names, in the order of SignedHeaders. What is not among them anyone on the way may have changed. */
      readonly signedHeaders: readonly string[];
    }
  | { readonly ok: false; readonly reason: RefusalReason };

/**
 * Verifies the signature of a received request by the scheme in the Authorization header. Nothing a request may hold
 * makes it throw; it rejects only with what `lookUpKey` or the clock throws, or if Web Crypto is not available.
 * A signed request can be sent again within the window: there is no memory of signatures seen.
 */
export async function verifyRequest(request: ReceivedRequest, options: VerifyOptions): Promise<Verification> {
  const claim = readClaim(headerLines(request.headers), options.service ?? schemeService);
  if (typeof claim === "string") return refused(claim);
  const target = parseRequestTarget(request.target);
  if (typeof target === "string") return refused(target);
  if (!isMethod(request.method)) return refused("malformed-method");
  if (!isWithinWindow(claim.date, options)) return refused("date-outside-window");

  const hash = sha256Hex(request.body);
  const contentHash = isPromise(hash) ? await hash : hash;
  if (claim.contentHash !== undefined && claim.contentHash !== contentHash) {
    // Also the words by which other schemes leave the body out of the signature, UNSIGNED-PAYLOAD and STREAMING-….
    const isHash = /^[0-9a-f]{64}$/.test(claim.contentHash);
    return refused(isHash ? "content-hash-mismatch" : "unsupported-content-hash");
  }

  const found = options.lookUpKey(claim.accessKeyId);
  const key = usableKey(isPromise(found) ? await found : found);
  const { uri, query } = target;
  const signed = { method: request.method, uri, query, headers: claim.headers, contentHash };
  // From here all is computed before anything is decided, so that the time does not tell known keys from unknown.
  const matches = isSignedWith(key, claim, canonicalRequestsOf(signed));
  const signatureMatches = isPromise(matches) ? await matches : matches;
  const tokenMatches = equalInConstantTime(claim.securityToken ?? "", key?.sessionToken ?? "");

  if (key === undefined) return refused("unknown-access-key");
  if (!signatureMatches) return refused("signature-mismatch");
  if (!tokenMatches || (claim.securityToken !== undefined && !key.sessionToken)) {
    return refused(tokenRefusal(claim.securityToken, key));
  }
  const { accessKeyId, scope, date, signedHeaders } = claim;
  return { ok: true, accessKeyId, region: scope.region, date, signedHeaders };
}

/** The request as it may have been signed, for each spelling of its Host. */
function canonicalRequestsOf(request: CanonicalRequestParts): string[] {
  const host = request.headers.find((header) => header[0] === "host")?.[1] ?? "";
  const [, ...others] = hostSpellings(host);
  return [canonicalRequest(request), ...others.map((other) => canonicalRequest(withHost(request, other)))];
}

function withHost(request: CanonicalRequestParts, host: string): CanonicalRequestParts {
  return { ...request, headers: request.headers.map(([name, value]) => [name, name === "host" ? host : value]) };
}

function isWithinWindow(date: Date, { now, maximumClockSkewSeconds = schemeClockSkewSeconds }: VerifyOptions): boolean {
  // Signers drop the milliseconds of X-Date, so ours are dropped as well: the edge is the same for all of a second.
  const nowSeconds = Math.floor((now?.() ?? new Date()).getTime() / 1000);
  return Math.abs(nowSeconds - date.getTime() / 1000) <= maximumClockSkewSeconds;
}

function refused(reason: RefusalReason): Verification {
  return { ok: false, reason };
}
