import { isMethod } from "../checks.js";
import { maximumClockSkewSeconds as schemeClockSkewSeconds, service as schemeService } from "../generated/scheme.js";
import { type CanonicalRequestParts, canonicalRequest, type SignedHeader } from "../sign/canonical-request.js";
import { isPromise, sha256 } from "../sign/digest.js";
import { headerLines } from "../sign/headers.js";
import { isDigest } from "./authorization-header.js";
import { checkSignature, type LookedUpKey } from "./check-signature.js";
import { readClaim } from "./claim.js";
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

  const hash = sha256(request.body);
  const contentHash = isPromise(hash) ? await hash : hash;
  if (claim.contentHash !== undefined && claim.contentHash !== contentHash) {
    // Also the words by which other schemes leave the body out of the signature, UNSIGNED-PAYLOAD and STREAMING-….
    return refused(isDigest(claim.contentHash) ? "content-hash-mismatch" : "unsupported-content-hash");
  }

  const found = options.lookUpKey(claim.accessKeyId);
  const key = isPromise(found) ? await found : found;
  const { uri, query } = target;
  const texts = canonicalRequestsOf({ method: request.method, uri, query, headers: claim.headers, contentHash });
  const checked = checkSignature(key, claim, texts);
  const refusal = isPromise(checked) ? await checked : checked;
  if (refusal !== undefined) return refused(refusal);
  const { accessKeyId, scope, date, signedHeaders } = claim;
  return { ok: true, accessKeyId, region: scope.region, date, signedHeaders };
}

/**
 * The canonical requests of which a request may carry the signature. Some clients send the default port and sign
 * without it, so a request whose Host ends in `:80` or `:443` has two.
 */
export function canonicalRequestsOf(request: CanonicalRequestParts): string[] {
  const asReceived = canonicalRequest(request);
  const host = request.headers.find((header) => header[0] === "host")?.[1] ?? "";
  if (!/:(?:80|443)$/.test(host)) return [asReceived];
  const withoutPort = host.slice(0, host.lastIndexOf(":"));
  const headers = request.headers.map(([name, value]): SignedHeader => [name, name === "host" ? withoutPort : value]);
  return [asReceived, canonicalRequest({ ...request, headers })];
}

function isWithinWindow(date: Date, { now, maximumClockSkewSeconds = schemeClockSkewSeconds }: VerifyOptions): boolean {
  // Signers drop the milliseconds of X-Date. Without those of the clock the limit is the same throughout a second.
  const nowSeconds = Math.floor((now?.() ?? new Date()).getTime() / 1000);
  return Math.abs(nowSeconds - date.getTime() / 1000) <= maximumClockSkewSeconds;
}

function refused(reason: RefusalReason): Verification {
  return { ok: false, reason };
}
