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

/** A request as it arrived: nothing is decoded, joined or left out. */
export interface ReceivedRequest {
  readonly method: string;
  /** The raw request target, path and query, as in Node's `request.url`. */
  readonly target: string;
  /** Every header line as a pair, so that repeated headers are seen; over HTTP/2, `:authority` goes in as `host`. */
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** The bytes of the body; an empty array when there is none. */
  readonly body: Uint8Array;
}

/** How requests are verified. */
export interface VerifyOptions {
  /**
   * Finds the key of an access key id, which is at most 256 characters of visible ASCII. A result without a secret
   * counts as no key, so a plain object may serve as the table.
   */
  readonly lookUpKey: (accessKeyId: string) => LookedUpKey | PromiseLike<LookedUpKey>;
  /** The verifier's clock; the real one by default. */
  readonly now?: (() => Date) | undefined;
  /** The largest difference between X-Date and the clock, ahead or behind, in whole seconds; 900 by default. */
  readonly maximumClockSkewSeconds?: number | undefined;
  /** The service that the credential scope must name; the knowledge base's by default. */
  readonly service?: string | undefined;
}

/** Whose request it is, or why it is refused. The reason is for the log, not for the caller. */
export type Verification =
  | {
      readonly ok: true;
      readonly accessKeyId: string;
      /** Of the credential scope; may be empty. */
      readonly region: string;
      /** The moment of signing, from X-Date, to the second. */
      readonly date: Date;
      /** Lower-case names, in the order of SignedHeaders. Any other header may have been changed on the way. */
      readonly signedHeaders: readonly string[];
    }
  | { readonly ok: false; readonly reason: RefusalReason };

/**
 * Verifies a received request by the signature in its Authorization header. No request makes it throw: it rejects only
 * with what `lookUpKey` or the clock throws, or when Web Crypto is not available. Signatures are not remembered, so a
 * signed request can be sent again until X-Date is too old.
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
    // A value that is no hash may also be UNSIGNED-PAYLOAD or STREAMING-…, by which other schemes leave the body
    // unsigned.
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
 * The canonical requests whose signature a request may carry. Some clients send the default port and sign without it,
 * so a request whose Host ends in `:80` or `:443` has two.
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
  // Signers drop the milliseconds of X-Date. The clock's are dropped too, so that the limit is the same during a whole
  // second.
  const nowSeconds = Math.floor((now?.() ?? new Date()).getTime() / 1000);
  return Math.abs(nowSeconds - date.getTime() / 1000) <= maximumClockSkewSeconds;
}

function refused(reason: RefusalReason): Verification {
  return { ok: false, reason };
}
