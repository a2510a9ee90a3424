import { maximumClockSkewSeconds as schemeClockSkewSeconds, service as schemeService } from "../generated/scheme.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { canonicalQuery } from "../sign/canonical-target.js";
import { sha256 } from "../sign/digest.js";
import { checkSignature } from "../verify/check-signature.js";
import { readRequestTarget } from "../verify/request-target.js";
import type { ReceivedRequest, VerifyOptions } from "../verify/verify-request.js";
import { type LinkClaim, readLinkClaim } from "./link-claim.js";
import type { LinkRefusalReason } from "./link-refusal-reason.js";

/** Whose link it is, or why it is refused. The reason is for the log, not for the caller. */
export type LinkVerification =
  | {
      readonly ok: true;
      readonly accessKeyId: string;
      /** Of the credential scope; may be empty. */
      readonly region: string;
      /** The moment of signing, from X-Date, to the second. */
      readonly date: Date;
      /** The last second in which the link is valid. */
      readonly expires: Date;
    }
  | { readonly ok: false; readonly reason: LinkRefusalReason };

/**
 * Verifies a request by the signature in its query, which covers the path and the whole query, but not host, headers
 * and body. The link is valid from its X-Date to X-Expires seconds later, that second included. X-Date may be ahead of
 * the clock by the allowed skew. The end has no such allowance, since a server that makes its own links uses one clock
 * for both. X-Expires is 1 to 604800 (the 7 days that object stores allow), since a link cannot be revoked. No request
 * makes it throw: it rejects only with what `lookUpKey` or the clock throws, or when Web Crypto is not available.
 */
export async function verifyPresignedUrl(
  { method, target }: Pick<ReceivedRequest, "method" | "target">,
  options: VerifyOptions,
): Promise<LinkVerification> {
  if (method !== "GET") return refused("unsupported-method");
  const read = readRequestTarget(target);
  if (typeof read === "string") return refused(read);
  const claim = readLinkClaim(read.parameters, options.service ?? schemeService);
  if (typeof claim === "string") return refused(claim);
  const untimely = untimeliness(claim, options);
  if (untimely !== undefined) return refused(untimely);

  const key = await options.lookUpKey(claim.accessKeyId);
  const query = canonicalQuery(claim.signedParameters);
  const contentHash = await sha256("");
  const text = canonicalRequest({ method, uri: read.uri, query, headers: [], contentHash });
  const refusal = await checkSignature(key, claim, [text]);
  if (refusal !== undefined) return refused(refusal);
  const { accessKeyId, scope, date } = claim;
  return { ok: true, accessKeyId, region: scope.region, date, expires: expiryOf(claim) };
}

/** Why a link is not valid now. The comparisons also refuse it when the clock gives no date (NaN). */
function untimeliness(
  claim: LinkClaim,
  { now, maximumClockSkewSeconds = schemeClockSkewSeconds }: VerifyOptions,
): LinkRefusalReason | undefined {
  // X-Date has no milliseconds. The clock's are dropped too, so that the limit is the same during a whole second.
  const nowSeconds = Math.floor((now?.() ?? new Date()).getTime() / 1000);
  if (!(claim.date.getTime() / 1000 - nowSeconds <= maximumClockSkewSeconds)) return "date-in-the-future";
  return nowSeconds <= expiryOf(claim).getTime() / 1000 ? undefined : "link-expired";
}

function expiryOf({ date, expiresInSeconds }: LinkClaim): Date {
  return new Date(date.getTime() + expiresInSeconds * 1000);
}

function refused(reason: LinkRefusalReason): LinkVerification {
  return { ok: false, reason };
}
