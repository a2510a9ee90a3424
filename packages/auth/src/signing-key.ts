import type { CredentialScope } from "./credential-scope.js";
import { hmacSha256 } from "./digest.js";
import { terminator } from "./generated/scheme.js";

/** The key of 32 bytes that signs within one scope: an HMAC chain over the secret, which is taken as UTF-8 text. */
export async function deriveSigningKey(secretAccessKey: string, scope: CredentialScope): Promise<Uint8Array> {
  const dayKey = await hmacSha256(secretAccessKey, scope.day);
  const regionKey = await hmacSha256(dayKey, scope.region);
  const serviceKey = await hmacSha256(regionKey, scope.service);
  return hmacSha256(serviceKey, terminator);
}
