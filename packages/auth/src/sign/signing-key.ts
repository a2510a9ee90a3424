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

/** The text that is signed: algorithm, X-Date as sent, credential scope, and the hash of the canonical request. */
export function stringToSign(date: string, scope: string, canonicalRequest: string): string | Promise<string> {
  return after(sha256(canonicalRequest), (hash) => `${algorithm}\n${date}\n${scope}\n${hash}`);
}

/** The signing key of a secret and scope: a kept one, or else a promise of a new one, which is then kept. */
export function signingKeyOf(secretAccessKey: string, scope: string): SigningKey | Promise<SigningKey> {
  return recallSigningKey(secretAccessKey, scope) ?? deriveSigningKey(secretAccessKey, scope).then(keepSigningKey);
}

/**
 * Derives a signing key by a chain of HMACs, which begins with the secret as UTF-8 and goes through the scope's
 * segments; the terminator is the last one.
 */
export async function deriveSigningKey(secretAccessKey: string, scope: string): Promise<SigningKey> {
  let key = utf8ByteText(secretAccessKey);
  // RFC 2104: a key that is longer than a block is replaced by its hash.
  if (key.length > 64) key = await sha256(secretAccessKey, "latin1");
  for (const segment of scope.split("/")) key = await createHmac(key)(segment, "latin1");
  return { secretAccessKey, scope, hmac: createHmac(key) };
}

/**
 * More keys than a client has, or a server sees at one time, and few enough to search one by one. Each is below 1 kB.
 */
const maximumKeys = 32;

/** The key used last comes first. */
let keptKeys: readonly SigningKey[] = [];

/** The kept key of exactly this secret and scope, if it is still there. */
export function recallSigningKey(secretAccessKey: string, scope: string): SigningKey | undefined {
  const kept = keptKeys.find((key) => key.secretAccessKey === secretAccessKey && key.scope === scope);
  return kept && keepSigningKey(kept);
}

/**
 * Keeps a key for its next use. It replaces the same key, which several may have derived at once, or else the one that
 * has been unused for the longest time.
 */
export function keepSigningKey(key: SigningKey): SigningKey {
  if (key !== keptKeys[0]) {
    const others = keptKeys.filter((kept) => kept.secretAccessKey !== key.secretAccessKey || kept.scope !== key.scope);
    keptKeys = [key, ...others].slice(0, maximumKeys);
  }
  return key;
}
