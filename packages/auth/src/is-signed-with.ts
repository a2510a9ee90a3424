import type { AccessKey } from "./access-key.js";
import { after } from "./after.js";
import { equalInConstantTime } from "./constant-time.js";
import { type CredentialScope, formatCredentialScope } from "./credential-scope.js";
import type { Hmac } from "./hmac.js";
import { signature } from "./signature.js";
import { deriveSigningKey } from "./signing-key.js";
import { keepSigningKey, recallSigningKey } from "./signing-key-cache.js";

/** What a request claims of its signature. */
export interface SignatureClaim {
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
  /** X-Date as sent. */
  readonly dateText: string;
  readonly scope: CredentialScope;
}

/** Stands in for the secret of an unknown key. That it is public does no harm: an unknown key is refused anyway. */
const placeholderSecret = "no-such-access-key";

/**
 * Whether the signature is that of one of these canonical requests. A kept key spares an accepted request the
 * derivation. A refused one costs a derivation and a signature whether its key is kept, known or neither, so that the
 * time does not tell; and only what is signed with a known key makes that key a kept one, so that others cannot crowd
 * it out.
 */
export function isSignedWith(
  key: AccessKey | undefined,
  claim: SignatureClaim,
  canonicalRequests: readonly string[],
): boolean | Promise<boolean> {
  const scope = formatCredentialScope(claim.scope);
  const kept = recallSigningKey(secretOf(key), scope);
  return kept === undefined
    ? isSignedWithDerived(key, claim, scope, canonicalRequests)
    : after(isSignature(kept, claim, scope, canonicalRequests), (matches) => matches || deriveInVain(key, scope));
}

async function isSignedWithDerived(
  key: AccessKey | undefined,
  claim: SignatureClaim,
  scope: string,
  canonicalRequests: readonly string[],
): Promise<boolean> {
  const signingKey = await deriveSigningKey(secretOf(key), scope);
  const matches = await isSignature(signingKey, claim, scope, canonicalRequests);
  if (matches && key) keepSigningKey({ secretAccessKey: key.secretAccessKey, scope, signingKey });
  return matches;
}

async function deriveInVain(key: AccessKey | undefined, scope: string): Promise<false> {
  await deriveSigningKey(secretOf(key), scope);
  return false;
}

function isSignature(
  signingKey: Hmac,
  claim: SignatureClaim,
  scope: string,
  canonicalRequests: readonly string[],
): boolean | Promise<boolean> {
  let matches: boolean | Promise<boolean> = false;
  for (const text of canonicalRequests) {
    matches = after(matches, (before) =>
      after(
        signature(signingKey, claim.dateText, scope, text),
        (expected) => equalInConstantTime(claim.signature, expected) || before,
      ),
    );
  }
  return matches;
}

function secretOf(key: AccessKey | undefined): string {
  return key?.secretAccessKey ?? placeholderSecret;
}
