import { type CredentialScope, formatCredentialScope } from "./credential-scope.js";
import { sha256Hex } from "./digest.js";
import { algorithm } from "./generated/scheme.js";

/** The text under the signature: algorithm, X-Date as sent, scope, and the hash of the canonical request. */
export async function stringToSign(date: string, scope: CredentialScope, canonicalRequest: string): Promise<string> {
  return [algorithm, date, formatCredentialScope(scope), await sha256Hex(canonicalRequest)].join("\n");
}
