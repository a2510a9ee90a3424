import type { Credentials } from "@viking-kb/auth";

/**
 * What stands behind the base URL. A mock answers with the case it is asked for (`Prefer: code=…, example=…`) and
 * verifies no signature; a server decides for itself, and holds what the cases name; the cloud is a server that is not
 * ours: what this project decided where the documentation is silent is not held against it.
 */
export type Target = { readonly kind: "mock" } | VerifyingTarget;

/** A target that verifies signatures. */
export interface VerifyingTarget {
  readonly kind: "server" | "cloud";
  readonly credentials: Credentials;
  /** A second key, for the 403 cases; without it they are signed with the first, and their project decides. */
  readonly restrictedCredentials?: Credentials | undefined;
  /** Region of the credential scope; `@viking-kb/auth`'s default when absent. */
  readonly region?: string | undefined;
  /** Resolves when the next request may be sent; at once when absent. */
  readonly pace?: (() => Promise<void>) | undefined;
}

/** A mock verifies nothing, so any well-formed key does. */
const mockCredentials: Credentials = { accessKeyId: "EXAMPLEACCESSKEY", secretAccessKey: "example-secret" };

/** The key that a case with this HTTP status is signed with. */
export function credentialsFor(target: Target, status: number): Credentials {
  const own = target.kind === "mock" ? mockCredentials : target.credentials;
  if (status === 401) {
    // By name: the environment's key gives nothing when it is spread.
    const { accessKeyId, sessionToken } = own;
    return { accessKeyId, secretAccessKey: "not-the-secret-of-this-key", sessionToken };
  }
  if (status === 403 && target.kind !== "mock") return target.restrictedCredentials ?? own;
  return own;
}

/** Waits until the target may be sent a request. */
export async function waitForTurn(target: Target): Promise<void> {
  if (target.kind !== "mock") await target.pace?.();
}
