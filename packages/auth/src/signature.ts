import { type CanonicalRequestParts, canonicalRequest } from "./canonical-request.js";
import type { CredentialScope } from "./credential-scope.js";
import { hmacSha256 } from "./digest.js";
import { toHexadecimal } from "./hexadecimal.js";
import { stringToSign } from "./string-to-sign.js";

/** The signature of a request under a derived key: 64 lower-case hexadecimal digits. `date` is X-Date as sent. */
export async function signature(
  signingKey: Uint8Array,
  date: string,
  scope: CredentialScope,
  request: CanonicalRequestParts,
): Promise<string> {
  const text = await stringToSign(date, scope, canonicalRequest(request));
  return toHexadecimal(await hmacSha256(signingKey, text));
}
