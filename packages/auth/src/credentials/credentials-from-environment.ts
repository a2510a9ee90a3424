import type { Credentials } from "./credentials.js";
import { PrivateCredentials } from "./private-credentials.js";

/** Names of environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where credentials are looked for, first to last: our own names, then those of the vendor's tools. */
const places = [
  { id: "VIKING_KB_ACCESS_KEY_ID", secret: "VIKING_KB_SECRET_ACCESS_KEY", token: "VIKING_KB_SESSION_TOKEN" },
  { id: "VOLC_ACCESSKEY", secret: "VOLC_SECRETKEY", token: "VOLC_SESSION_TOKEN" },
] as const;

/**
 * Credentials from environment variables; an empty variable counts as not set. The first place of which anything is
 * set decides, and places are never mixed, since the halves of two keys make a key that always fails. The value shows
 * none of the key where it is printed, inspected, spread or turned into JSON.
 * Throws an Error that names every variable looked at, and shows no value, where a pair is missing or half set.
 */
export function credentialsFromEnvironment(environment: Environment = processEnvironment()): Credentials {
  const place = places.find(({ id, secret, token }) => environment[id] || environment[secret] || environment[token]);
  if (place === undefined) throw new Error(`No credentials in the environment: ${advice}`);
  const accessKeyId = environment[place.id];
  const secretAccessKey = environment[place.secret];
  const sessionToken = environment[place.token];
  if (!accessKeyId || !secretAccessKey) {
    const missing = [accessKeyId ? [] : place.id, secretAccessKey ? [] : place.secret].flat().join(", ");
    throw new Error(`The credentials in the environment are incomplete (not set: ${missing}): ${advice}`);
  }
  return new PrivateCredentials({ accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined });
}

const advice = `${places
  .map(({ id, secret, token }) => `set ${id} and ${secret} (and ${token} for a temporary key)`)
  .join(", or ")}.`;

/** Browsers and some workers have no `process`, some bundlers give them one without `env`; their credentials come in as an argument. */
function processEnvironment(): Environment {
  return (typeof process === "undefined" ? undefined : process.env) ?? {};
}
