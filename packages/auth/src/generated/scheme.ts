
/** Label of the signing algorithm: the first word of `Authorization` and the first line of the string to sign. */
export const algorithm = "HMAC-SHA256";
/** Last segment of the credential scope and last message of the key derivation. */
export const terminator = "request";
/** Service segment of the credential scope. */
export const service = "air";
/** Region segment of the credential scope when the caller names none. */
export const defaultRegion = "cn-beijing";
/** How far X-Date may lie from the verifier's clock, both ways, in seconds, inclusive. */
export const maximumClockSkewSeconds = 900;
/** Header names, in lower case, as they stand in SignedHeaders. */
export const headerNames = {
  authorization: "authorization",
  date: "x-date",
  contentHash: "x-content-sha256",
  securityToken: "x-security-token",
} as const;
/** The headers that a signer of this API signs where the request carries them, sorted. */
export const signedHeaders = ["content-type", "host", "x-content-sha256", "x-date", "x-security-token"] as const;
/** Names of the parameters that carry the signature of a presigned link. */
export const queryParameterNames = {
  algorithm: "X-Algorithm",
  credential: "X-Credential",
  date: "X-Date",
  expires: "X-Expires",
  notSignBody: "X-NotSignBody",
  securityToken: "X-Security-Token",
  signature: "X-Signature",
  signedHeaders: "X-SignedHeaders",
  signedQueries: "X-SignedQueries",
} as const;
/** Matches each of these names, in any case of letters. */
export const queryParameterPattern = /^(x-algorithm|x-credential|x-date|x-expires|x-notsignbody|x-security-token|x-signature|x-signedheaders|x-signedqueries)$/i;
/** How long a presigned link may be good for, in seconds, inclusive. */
export const maximumExpirySeconds = 604800;

