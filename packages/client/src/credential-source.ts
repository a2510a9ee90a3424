import type { Credentials } from "@viking-kb/auth/sign";

/**
 * Where the keys come from: a key; or a function that is asked before each request, like what `refreshingCredentials`
 * returns.
 */
export type CredentialSource = Credentials | (() => Credentials | Promise<Credentials>);

/**
 * Uses the key to sign the next request with, at once where it is here. Whether it must be waited for is told by the
 * source: a promise does not tell by its class, since `Promise` may be another than the native one (zone.js, bluebird).
 *
 * @throws TypeError when there is none; and whatever the function throws.
 */
export function useCredentials<Result>(
  source: CredentialSource | undefined,
  use: (credentials: Credentials) => Result,
): Result | Promise<Result> {
  if (typeof source !== "function") return use(checked(source, "the option `credentials`"));
  const given = Promise.resolve(source());
  return given.then((credentials) => use(checked(credentials, "what the function given as `credentials` returned")));
}

function checked(credentials: Credentials | undefined, place: string): Credentials {
  if (typeof credentials === "object" && credentials !== null) return credentials;
  throw new TypeError(
    `No credentials: looked at ${place}, and nowhere else. Give { accessKeyId, secretAccessKey }, or fromEnv().`,
  );
}
