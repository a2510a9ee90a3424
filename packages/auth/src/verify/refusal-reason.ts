/**
 * Every reason for refusing a request, with a sentence for the verifier's own log. A caller may be hostile, and gets
 * the same answer for all of them.
 */
export const refusalReasons = {
  "missing-authorization": "no Authorization header was sent",
  "repeated-authorization": "more than one Authorization header was sent",
  "authorization-too-long": "the Authorization header is longer than any that a signer makes",
  "unsupported-algorithm": "Authorization does not name this scheme's algorithm",
  "malformed-authorization": "Authorization is not exactly Credential, SignedHeaders and Signature, each once",
  "malformed-credential": "Credential is not an access key id, day, region, service and terminator",
  "wrong-terminator": "the credential scope ends in another word than the scheme's",
  "wrong-service": "the credential scope names another service",
  "malformed-signed-headers": "SignedHeaders is empty, not lower-case, or names a header twice",
  "too-many-signed-headers": "SignedHeaders names more headers than any signer does",
  "malformed-signature": "Signature is not 64 lower-case hexadecimal digits",
  "missing-date": "no X-Date header was sent",
  "repeated-date": "more than one X-Date header was sent",
  "malformed-date": "X-Date is not a real date and time of the form yyyyMMdd'T'HHmmss'Z'",
  "unsigned-date": "SignedHeaders does not name X-Date",
  "scope-date-mismatch": "the day of the credential scope is not that of X-Date",
  "date-outside-window": "X-Date lies too far from the verifier's clock",
  "missing-signed-header": "a header named in SignedHeaders was not sent",
  "repeated-signed-header": "a header named in SignedHeaders was sent more than once",
  "malformed-signed-header": "a signed header's value holds a control character",
  "unsigned-security-token": "X-Security-Token was sent and SignedHeaders does not name it",
  "repeated-content-hash": "more than one X-Content-Sha256 header was sent",
  "unsupported-content-hash": "X-Content-Sha256 is not a SHA-256 in lower-case hexadecimal",
  "content-hash-mismatch": "X-Content-Sha256 is not the hash of the received body",
  "malformed-method": "the method is not a token",
  "target-too-long": "the request target is longer than any that a signer makes",
  "malformed-target": "the request target is not a path and query in visible ASCII with whole UTF-8 escapes",
  "credentials-in-query": "the query carries parameters of a signature beside that of the Authorization header",
  "unknown-access-key": "no such access key",
  "signature-mismatch": "the signature is not that of this request under this key",
  "missing-security-token": "the key has a session token and X-Security-Token was not sent",
  "unexpected-security-token": "the key has no session token and X-Security-Token was sent",
  "wrong-security-token": "X-Security-Token is not the key's session token",
} as const;

/** The name of a reason for refusing a request. */
export type RefusalReason = keyof typeof refusalReasons;
