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
export async function readCredentials(source: CredentialSource | undefined): Promise<Credentials> {
  const asked = typeof source === "function";
  const credentials: unknown = asked ? await source() : source;
  if (typeof credentials !== "object" || credentials === null) {
    const place = asked ? "what the function given as `credentials` returned" : "the option `credentials`";
    throw new TypeError(
      `No credentials: looked at ${place}, and nowhere else. Give { accessKeyId, secretAccessKey }, or fromEnv().`,
    );
  }
  return credentials as Credentials;
}
