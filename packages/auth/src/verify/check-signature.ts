import { type CredentialScope, formatCredentialScope } from "../sign/credential-scope.js";
import { after } from "../sign/digest.js";
import { deriveSigningKey, keepSigningKey, recallSigningKey, type SigningKey, signature } from "../sign/signing-key.js";

/** What a verifier knows of an access key. */
export interface AccessKey {
  readonly secretAccessKey: string;
  /** Only a temporary key has one. Requests with such a key must carry it, requests with any other key must not. */
  readonly sessionToken?: string | null | undefined;
}

/** What the look-up of an access key id finds. */
export type LookedUpKey = AccessKey | null | undefined;

/** What a request says about its signature. */
export interface SignatureClaim {
  /** 64 lower-case hexadecimal digits. */
  readonly signature: string;
  /** X-Date as sent. */
  readonly dateText: string;
  readonly scope: CredentialScope;
  readonly securityToken: string | undefined;
}

/** Why a request was not signed by this key. */
type SignatureRefusal =
  | "unknown-access-key"
  | "signature-mismatch"
  | "missing-security-token"
  | "unexpected-security-token"
  | "wrong-security-token";

/**
 * Says why the signature was not made by this key for one of these canonical requests; undefined when it was.
 * Everything is computed before anything is decided, so that the time taken does not tell known keys from unknown ones.
 */
export function checkSignature(
  found: LookedUpKey,
  claim: SignatureClaim,
  canonicalRequests: readonly string[],
): SignatureRefusal | undefined | Promise<SignatureRefusal | undefined> {
  // An empty or absent secret is no key. A plain object that serves as the table gives such a value for names like
  // `__proto__`.
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

/** The secret that is used for an unknown key. It may be public, since an unknown key is refused anyway. */
const placeholderSecret = "no-such-access-key";

/**
 * Whether the signature is that of one of these canonical requests. A request that is accepted with a kept key needs no
 * derivation. A refused one costs a derivation and a signature, whether its key is kept, known or unknown, so that the
 * time taken tells nothing. A key is kept only after a request was accepted with it, so that strangers cannot displace
 * it.
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
 * Whether two texts are equal. The time taken depends on the length of `received` alone: it shows neither the place of
 * the first difference nor the length of `expected`.
 */
function equalInConstantTime(received: string, expected: string): boolean {
  let difference = received.length ^ expected.length;
  for (let index = 0; index < received.length; index++) {
    // Past the end of `expected` charCodeAt is NaN, which `^` reads as 0: no branch, and the lengths differ anyway.
    difference |= received.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
