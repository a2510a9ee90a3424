import { after } from "./after.js";
import { sha256Hex } from "./digest.js";
import { algorithm } from "./generated/scheme.js";

/** The text under the signature: algorithm, X-Date as sent, credential scope, and the hash of the canonical request. */
export function stringToSign(date: string, scope: string, canonicalRequest: string): string | Promise<string> {
  return after(sha256Hex(canonicalRequest), (hash) => `${algorithm}\n${date}\n${scope}\n${hash}`);
}
