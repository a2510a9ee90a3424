import { maximumExpirySeconds } from "../generated/scheme.js";
import { refusalReasons } from "../verify/refusal-reason.js";

/** Every reason for refusing a presigned link, with a sentence for the verifier's own log. */
export const linkRefusalReasons = {
  "unsupported-method": "a presigned link is good for GET alone",
  "target-too-long": refusalReasons["target-too-long"],
  "malformed-target": refusalReasons["malformed-target"],
  "missing-parameter": "a parameter that every presigned link has was not sent",
  "repeated-parameter": "a parameter was sent more than once, or one of the scheme's in another case of letters",
  "unsupported-algorithm": "X-Algorithm is not this scheme's algorithm",
  "unsupported-signed-headers": "X-SignedHeaders or X-NotSignBody is not empty",
  "malformed-credential": "X-Credential is not an access key id, day, region, service and terminator",
  "wrong-terminator": refusalReasons["wrong-terminator"],
  "wrong-service": refusalReasons["wrong-service"],
  "malformed-date": refusalReasons["malformed-date"],
  "scope-date-mismatch": refusalReasons["scope-date-mismatch"],
  "malformed-expiry": `X-Expires is not a number of seconds from 1 to ${maximumExpirySeconds}`,
  "malformed-signature": "X-Signature is not 64 lower-case hexadecimal digits",
  "malformed-signed-queries": "X-SignedQueries names a parameter twice, or one that was not sent or cannot be signed",
  "unsigned-parameter": "X-SignedQueries does not name a parameter that was sent",
  "date-in-the-future": "X-Date lies too far ahead of the verifier's clock",
  "link-expired": "the link's time is over",
  "unknown-access-key": refusalReasons["unknown-access-key"],
  "signature-mismatch": "the signature is not that of this link under this key",
  "missing-security-token": refusalReasons["missing-security-token"],
  "unexpected-security-token": refusalReasons["unexpected-security-token"],
  "wrong-security-token": refusalReasons["wrong-security-token"],
} as const;

/** The name of a reason for refusing a presigned link. */
export type LinkRefusalReason = keyof typeof linkRefusalReasons;
