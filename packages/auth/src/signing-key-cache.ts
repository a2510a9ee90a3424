import type { Hmac } from "./hmac.js";

/** A signing key, and what it was derived from. */
export interface KeptKey {
  readonly secretAccessKey: string;
  readonly scope: string;
  readonly signingKey: Hmac;
}

/** More keys than a client has or a server sees at one time, and few enough to look through; below 1 kB each. */
const maximumKeys = 32;

/** The key used last comes first. */
let keptKeys: readonly KeptKey[] = [];

/** The key of exactly this secret and scope, if it was kept and not crowded out since. */
export function recallSigningKey(secretAccessKey: string, scope: string): Hmac | undefined {
  const kept = keptKeys.find((key) => key.secretAccessKey === secretAccessKey && key.scope === scope);
  return kept && keepSigningKey(kept);
}

/** Keeps a key for its next use; the one that has not been used for longest makes room. */
export function keepSigningKey(key: KeptKey): Hmac {
  if (key !== keptKeys[0]) keptKeys = [key, ...keptKeys.filter((other) => other !== key)].slice(0, maximumKeys);
  return key.signingKey;
}
