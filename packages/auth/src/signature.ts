import { after } from "./after.js";
import type { Hmac } from "./hmac.js";
import { stringToSign } from "./string-to-sign.js";

/** The signature of a canonical request: 64 lower-case hexadecimal digits. `date` is X-Date as sent. */
export function signature(
  signingKey: Hmac,
  date: string,
  scope: string,
  canonicalRequest: string,
): string | Promise<string> {
  return after(stringToSign(date, scope, canonicalRequest), (text) => signingKey(text, "hex"));
}
