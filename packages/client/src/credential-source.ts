import type { Credentials } from "@viking-kb/auth/sign";

/**
 * Where the keys come from: a key; or a function that is asked before each request, like what `refreshingCredentials`
 * returns.
 */
export type CredentialSource = Credentials | (() => Credentials | Promise<Credentials>);

/**
 * The key to sign the next request with.
 *
 * @throws TypeError when there is none; and whatever the function throws.
 */
export function readCredentials(source: CredentialSource | undefined): Credentials | Promise<Credentials> {
  if (typeof source !== "function") return checked(source, "the option `credentials`");
  return Promise.resolve(source()).then((given) => checked(given, "what the function given as `credentials` returned"));
}

function checked(credentials: Credentials | undefined, place: string): Credentials {
  if (typeof credentials === "object" && credentials !== null) return credentials;
  throw new TypeError(
    `No credentials: looked at ${place}, and nowhere else. Give { accessKeyId, secretAccessKey }, or fromEnv().`,
  );
}
