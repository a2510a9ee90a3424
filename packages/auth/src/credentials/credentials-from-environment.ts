import type { Credentials } from "./credentials.js";
import { PrivateCredentials } from "./private-credentials.js";
import { requireUsable } from "./require-usable.js";

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where credentials are looked for, first to last: our own names, then those of the vendor's tools. */
const places = [
  { id: "VIKING_KB_ACCESS_KEY_ID", secret: "VIKING_KB_SECRET_ACCESS_KEY", token: "VIKING_KB_SESSION_TOKEN" },
  { id: "VOLC_ACCESSKEY", secret: "VOLC_SECRETKEY", token: "VOLC_SESSION_TOKEN" },
] as const;

/**
 * Reads credentials from environment variables; an empty variable counts as not set. The first place with any variable
 * set is used. Places are never mixed: the id of one key with the secret of another always fails. White space and
 * invisible characters around a value are left out, and so is a pair of quotes, which `docker run --env-file` keeps.
 * The result hides the key when it is printed, inspected, spread or turned into JSON.
 *
 * @throws Error when a pair is missing or half set; it names every variable looked at, and shows no value.
 * @throws TypeError when a variable holds what is no key: it names the variable and what is wrong, and shows no value.
 */
export function credentialsFromEnvironment(environment: Environment = processEnvironment()): Credentials {
  const read = readerOf(environment);
  const place = usedPlace(read);
  if (place === undefined) throw new Error(`No credentials in the environment: ${advice}`);
  const accessKeyId = read(place.id);
  const secretAccessKey = read(place.secret);
  const sessionToken = read(place.token);
  if (!accessKeyId || !secretAccessKey) {
    const missing = [accessKeyId ? [] : place.id, secretAccessKey ? [] : place.secret].flat().join(", ");
    throw new Error(`The credentials in the environment are incomplete (not set: ${missing}): ${advice}`);
  }
  const key = { accessKeyId, secretAccessKey, sessionToken };
  requireUsable(key, { accessKeyId: place.id, secretAccessKey: place.secret, sessionToken: place.token });
  return new PrivateCredentials(key);
}

/**
 * Whether environment variables hold any part of a key: whether {@link credentialsFromEnvironment} gives one, or says
 * what is wrong with it.
 */
export function hasCredentials(environment: Environment = processEnvironment()): boolean {
  return usedPlace(readerOf(environment)) !== undefined;
}

function readerOf(environment: Environment): (name: string) => string {
  return (name) => withoutSurroundings(environment[name] ?? "");
}

/** The first place with any variable set. */
function usedPlace(read: (name: string) => string): (typeof places)[number] | undefined {
  return places.find(({ id, secret, token }) => read(id) || read(secret) || read(token));
}

/** A value without what no key begins or ends with. */
function withoutSurroundings(value: string): string {
  const trim = (text: string) => text.replace(/^[\s\p{C}]+/u, "").replace(/[\s\p{C}]+$/u, "");
  const trimmed = trim(value);
  return /^(["'`]).*\1$/s.test(trimmed) && trimmed.length > 1 ? trim(trimmed.slice(1, -1)) : trimmed;
}

const advice = `${places
  .map(({ id, secret, token }) => `set ${id} and ${secret} (and ${token} for a temporary key)`)
  .join(", or ")}.`;

/**
 * Empty where the runtime has no `process.env`, as in browsers and some workers: pass the credentials as an argument
 * there.
 */
function processEnvironment(): Environment {
  return (typeof process === "undefined" ? undefined : process.env) ?? {};
}
