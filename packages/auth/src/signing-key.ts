import { sha256 } from "./digest.js";
import { createHmac, type Hmac } from "./hmac.js";
import { utf8ByteText } from "./utf8.js";

/**
 * The key that signs within one credential scope: an HMAC chain over the secret, which is taken as UTF-8 text, and the
 * scope's segments, of which the terminator is the last.
 */
export async function deriveSigningKey(secretAccessKey: string, scope: string): Promise<Hmac> {
  let key = utf8ByteText(secretAccessKey);
  // RFC 2104: in place of a key longer than a block stands its hash.
  if (key.length > 64) key = await sha256(secretAccessKey, "latin1");
  for (const segment of scope.split("/")) key = await createHmac(key)(segment, "latin1");
  return createHmac(key);
}
