import type { RefusalReason } from "../refusal-reason.js";

/** What to do about each reason for which a request is refused. */
export const refusalAdvice: Readonly<Record<RefusalReason, string>> = {
  "missing-authorization": "Sign the request; if it was signed, look for a redirect or a proxy that drops the header.",
  "repeated-authorization": "Send one: a library or a proxy adds its own beside the signature's.",
  "authorization-too-long": "Sign fewer headers: host, x-date, x-content-sha256 and content-type are enough.",
  "unsupported-algorithm": "Sign with HMAC-SHA256; bearer keys, AWS's and older algorithms are other schemes.",
  "malformed-authorization": "Write it as: HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=….",
  "malformed-credential": "Write Credential as id/yyyyMMdd/region/service/request, and none of these with a slash.",
  "wrong-terminator": "End the scope in `request`; `aws4_request` is AWS's.",
  "wrong-service": "Sign for the service that the request goes to.",
  "malformed-signed-headers": "List the names in lower case, joined by `;`, each once.",
  "too-many-signed-headers": "Sign fewer headers: host, x-date, x-content-sha256 and content-type are enough.",
  "malformed-signature": "Write the HMAC's 32 bytes as 64 lower-case hexadecimal digits, not as Base64.",
  "missing-date": "Send X-Date; the header Date does not stand in for it.",
  "repeated-date": "Send one X-Date: a request that is sent again is signed again from its unsigned headers.",
  "malformed-date": "Write the UTC time as yyyyMMdd'T'HHmmss'Z', without dashes, colons and milliseconds.",
  "unsigned-date": "Sign x-date and name it in SignedHeaders.",
  "scope-date-mismatch":
    "Take the day from X-Date itself, in UTC; a second reading of the clock may fall on another day.",
  "date-outside-window": "Set the clock by NTP, sign just before sending, and sign again for each attempt.",
  "missing-signed-header": "Look for a library or proxy that drops it, or do not sign it.",
  "repeated-signed-header": "Send it once, or do not sign it.",
  "malformed-signed-header": "Remove line breaks and other control characters from its value.",
  "unsigned-security-token": "Set X-Security-Token before signing, and sign it.",
  "repeated-content-hash": "Send one: a request that is sent again is signed again from its unsigned headers.",
  "unsupported-content-hash":
    "Send the SHA-256 of the body's bytes as 64 lower-case hexadecimal digits, or no such header.",
  "content-hash-mismatch": "Serialise the body once, sign those bytes and send the same bytes.",
  "malformed-method": "Send one word, such as POST.",
  "target-too-long": "Send the data in the body.",
  "malformed-target": "Percent-encode path and query as UTF-8, a percent sign itself as %25.",
  "credentials-in-query": "Send the signature either in the query or in the headers.",
  "unknown-access-key": "Give the credentials that signed the request, or sign with these.",
  "signature-mismatch":
    "The secret is another one, or something on the way changed method, path, query or a signed header: compare " +
    "canonicalRequest with what the signer built, line by line.",
  "missing-security-token": "Send the session token of the temporary key as X-Security-Token, and sign it.",
  "unexpected-security-token": "Leave X-Security-Token out: this key is not a temporary one.",
  "wrong-security-token": "Use id, secret and session token of one and the same temporary key.",
};
