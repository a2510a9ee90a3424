import type { RefusalReason } from "./refusal-reason.js";

/** What a verifier knows of an access key. */
export interface AccessKey {
  readonly secretAccessKey: string;
  /** Of a temporary key. Requests under such a key must carry it, requests under any other key must carry none. */
  readonly sessionToken?: string | null | undefined;
}

/** What the look-up of an access key id finds. */
export type LookedUpKey = AccessKey | null | undefined;

/** Why a session token does not belong to a key. */
export type TokenRefusal = Extract<
  RefusalReason,
  "missing-security-token" | "wrong-security-token" | "unexpected-security-token"
>;

/** An empty or absent secret signs nothing; a table with a prototype answers so for names like `__proto__`. */
export function usableKey(key: LookedUpKey): AccessKey | undefined {
  return typeof key?.secretAccessKey === "string" && key.secretAccessKey !== "" ? key : undefined;
}

/** Says what is wrong with a session token that is not the key's. */
export function tokenRefusal(securityToken: string | undefined, key: AccessKey): TokenRefusal {
  if (securityToken === undefined) return "missing-security-token";
  return key.sessionToken ? "wrong-security-token" : "unexpected-security-token";
}
