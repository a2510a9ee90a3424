import { type SignableRequest, signRequest } from "@viking-kb/auth";
import { CannotRunError } from "./cannot-run-error.js";
import { credentialsFor, type Target } from "./target.js";

/** Resolves to the headers that sign a case's request to a target; a 401 case is signed with a wrong secret. */
export function signForTarget(
  request: SignableRequest,
  target: Target,
  status: number,
  now: () => Date,
): Promise<Record<string, string>> {
  const region = target.kind === "mock" ? undefined : target.region;
  return signRequest(request, { credentials: credentialsFor(target, status), region, now });
}

/**
 * Signs once with each key, since one that cannot sign says nothing about the server.
 * Rejects with a CannotRunError where a key or the region cannot be used; no value is shown.
 */
export async function assertCanSign(url: URL, target: Target): Promise<void> {
  for (const status of [200, 403]) {
    await signForTarget({ method: "POST", url }, target, status, () => new Date(0)).catch((error: Error) => {
      const key = status === 403 ? "the restricted key" : "the key";
      throw new CannotRunError(`Cannot sign with ${key}. ${error.message}`, { cause: error });
    });
  }
}
