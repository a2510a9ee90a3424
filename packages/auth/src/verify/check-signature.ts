import { type CredentialScope, formatCredentialScope } from "../sign/credential-scope.js";
import { after } from "../sign/digest.js";
import { deriveSigningKey, keepSigningKey, recallSigningKey, type SigningKey, signature } from "../sign/signing-key.js";

/** What a verifier knows of an access key. */
export interface AccessKey {
  readonly secretAccessKey: string;
  /** Of a temporary key. Requests under such a key must carry it, requests under any other key must carry none. */
  readonly sessionToken?: string | null | undefined;
}

/** What the look-up of an access key id finds. */
export type LookedUpKey = AccessKey | null | undefined;

/** What a request claims of its signature. */
export interface SignatureClaim {
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
  /** X-Date as sent. */
  readonly dateText: string;
  readonly scope: CredentialScope;
  readonly securityToken: string | undefined;
}

/** Why a request is not one that this key signed. */
type SignatureRefusal =
  | "unknown-access-key"
  | "signature-mismatch"
  | "missing-security-token"
  | "unexpected-security-token"
  | "wrong-security-token";

/**
 * Says why the signature is none that this key made of one of these canonical requests; undefined where it is. All is
 * computed before anything is decided, so that the time does not tell known keys from unknown ones.
 */
export function checkSignature(
  found: LookedUpKey,
  claim: SignatureClaim,
  canonicalRequests: readonly string[],
): SignatureRefusal | undefined | Promise<SignatureRefusal | undefined> {
  // An empty or absent secret signs nothing; a table with a prototype answers so for names like `__proto__`.
  const key = typeof found?.secretAccessKey === "string" && found.secretAccessKey !== "" ? found : undefined;
  return after(isSignedWith(key, claim, canonicalRequests), (signatureMatches) => {
    const { securityToken } = claim;
    const tokenMatches = equalInConstantTime(securityToken ?? "", key?.sessionToken ?? "");
    if (key === undefined) return "unknown-access-key";
    if (!signatureMatches) return "signature-mismatch";
    if (securityToken === undefined) return tokenMatches ? undefined : "missing-security-token";
    if (!key.sessionToken) return "unexpected-security-token";
    return tokenMatches ? undefined : "wrong-security-token";
  });
}

/** Stands in for the secret of an unknown key. That it is public does no harm: an unknown key is refused anyway. */
const placeholderSecret = "no-such-access-key";

/**
 * Whether the signature is that of one of these canonical requests. A kept key spares an accepted request the
 * derivation. A refused one costs a derivation and a signature whether its key is kept, known or neither, so that the
 * time does not tell. A key is kept only once a request is accepted with it, so that others cannot crowd it out.
 */
function isSignedWith(
  key: AccessKey | undefined,
  claim: SignatureClaim,
  canonicalRequests: readonly string[],
): boolean | Promise<boolean> {
  const scope = formatCredentialScope(claim.scope);
  const secretAccessKey = key?.secretAccessKey ?? placeholderSecret;
  const isSignature = (signingKey: SigningKey) =>
    canonicalRequests.reduce<boolean | Promise<boolean>>(
      (matches, text) =>
        after(matches, (before) =>
          after(
            signature(signingKey, claim.dateText, text),
            (expected) => equalInConstantTime(claim.signature, expected) || before,
          ),
        ),
      false,
    );
  const kept = recallSigningKey(secretAccessKey, scope);
  if (kept !== undefined) {
    return after(isSignature(kept), (matches) => matches || deriveSigningKey(secretAccessKey, scope).then(() => false));
  }
  return deriveSigningKey(secretAccessKey, scope).then(async (signingKey) => {
    const matches = await isSignature(signingKey);
    if (matches && key) keepSigningKey(signingKey);
    return matches;
  });
}

/**
 * Whether two texts are equal, in a time that depends on the length of the first alone: neither the place of the
 * first difference nor the length of the second shows. Pass the received text first and the expected one second.
 */
function equalInConstantTime(received: string, expected: string): boolean {
  let difference = received.length ^ expected.length;
  for (let index = 0; index < received.length; index++) {
    // Past the end of `expected` charCodeAt is NaN, which `^` reads as 0: no branch, and the lengths differ anyway.
    difference |= received.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
