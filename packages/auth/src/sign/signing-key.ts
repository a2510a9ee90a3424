import { algorithm } from "../generated/scheme.js";
import { after, sha256, utf8ByteText } from "./digest.js";
import { createHmac, type Hmac } from "./hmac.js";

/** A key that signs within one credential scope, and what it was derived from. */
export interface SigningKey {
  readonly secretAccessKey: string;
  readonly scope: string;
  readonly hmac: Hmac;
}

/** The signature of a canonical request: 64 lower-case hexadecimal digits. `date` is X-Date as sent. */
export function signature(
  signingKey: SigningKey | Promise<SigningKey>,
  date: string,
  canonicalRequest: string,
): string | Promise<string> {
  return after(signingKey, (key) =>
    after(stringToSign(date, key.scope, canonicalRequest), (text) => key.hmac(text, "hex")),
  );
}

/** The text under the signature: algorithm, X-Date as sent, credential scope, and the hash of the canonical request. */
export function stringToSign(date: string, scope: string, canonicalRequest: string): string | Promise<string> {
  return after(sha256(canonicalRequest), (hash) => `${algorithm}\n${date}\n${scope}\n${hash}`);
}

/** The key of this secret and scope: at once where it is kept, otherwise derived and then kept. */
export function signingKeyOf(secretAccessKey: string, scope: string): SigningKey | Promise<SigningKey> {
  return recallSigningKey(secretAccessKey, scope) ?? deriveSigningKey(secretAccessKey, scope).then(keepSigningKey);
}

/**
 * Derives a key by an HMAC chain over the secret, which is taken as UTF-8 text, and the scope's segments, of which the
 * terminator is the last.
 */
export async function deriveSigningKey(secretAccessKey: string, scope: string): Promise<SigningKey> {
  let key = utf8ByteText(secretAccessKey);
  // RFC 2104: in place of a key longer than a block stands its hash.
  if (key.length > 64) key = await sha256(secretAccessKey, "latin1");
  for (const segment of scope.split("/")) key = await createHmac(key)(segment, "latin1");
  return { secretAccessKey, scope, hmac: createHmac(key) };
}

/** More keys than a client has or a server sees at one time, and few enough to look through; below 1 kB each. */
const maximumKeys = 32;

/** The key used last comes first. */
let keptKeys: readonly SigningKey[] = [];

/** The key of exactly this secret and scope, if it was kept and not crowded out since. */
export function recallSigningKey(secretAccessKey: string, scope: string): SigningKey | undefined {
  const kept = keptKeys.find((key) => key.secretAccessKey === secretAccessKey && key.scope === scope);
  return kept && keepSigningKey(kept);
}

/** Keeps a key for its next use; the one that has not been used for longest makes room. */
export function keepSigningKey(key: SigningKey): SigningKey {
  if (key !== keptKeys[0]) keptKeys = [key, ...keptKeys.filter((other) => other !== key)].slice(0, maximumKeys);
  return key;
}
