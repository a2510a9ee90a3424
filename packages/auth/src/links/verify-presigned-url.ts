import { maximumClockSkewSeconds as schemeClockSkewSeconds, service as schemeService } from "../generated/scheme.js";
import { canonicalRequest } from "../sign/canonical-request.js";
import { canonicalQuery } from "../sign/canonical-target.js";
import { sha256 } from "../sign/digest.js";
import { checkSignature } from "../verify/check-signature.js";
import { readRequestTarget } from "../verify/request-target.js";
import type { ReceivedRequest, VerifyOptions } from "../verify/verify-request.js";
import { type LinkClaim, readLinkClaim } from "./link-claim.js";
import type { LinkRefusalReason } from "./link-refusal-reason.js";

/** Either whose link it is, or why it is refused. The reason is for the log, not for the caller. */
export type LinkVerification =
  | {
      readonly ok: true;
      readonly accessKeyId: string;
      /** Of the credential scope; may be empty. */
      readonly region: string;
      /** The moment of signing, from X-Date, to the second. */
      readonly date: Date;
      /** The last second in which the link is good. */
      readonly expires: Date;
    }
  | { readonly ok: false; readonly reason: LinkRefusalReason };

/**
 * Verifies a request by the signature in its query. Path and whole query are signed; the host, headers and body are
 * not. The link is good from its X-Date, which may lie ahead of the clock by the allowed skew, until X-Expires seconds
 * later, that second included; to that end no skew is added, since both are the server's own where it makes its links.
 * X-Expires goes from 1 to 604800, the 7 days that object stores allow their links: nobody can take one back.
 * Nothing a request may hold makes it throw; it rejects only with what `lookUpKey` or the clock throws, or if Web Crypto
 * is not available.
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

/** Why a link is not good at this time. The comparisons refuse it where the clock gives no date (NaN). */
function untimeliness(
  claim: LinkClaim,
  { now, maximumClockSkewSeconds = schemeClockSkewSeconds }: VerifyOptions,
): LinkRefusalReason | undefined {
  // X-Date has no milliseconds. Without those of the clock the limit is the same throughout a second.
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
