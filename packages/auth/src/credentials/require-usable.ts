import { requireThat } from "../checks.js";
import { assertCredentials, type Credentials } from "./credentials.js";

/** What the parts of a key are called where it is read from. */
export interface KeyNames {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** For a key that is given by its parts. */
export const partNames: KeyNames = {
  accessKeyId: "The access key id",
  secretAccessKey: "The secret access key",
  sessionToken: "The session token",
};

/**
 * Refuses what cannot be a key of the vendor's: a placeholder, one part in another's place, quotes, and any character
 * that no key holds, by its place and kind. No message shows a value, nor any character that can be part of one.
 *
 * @throws TypeError that says what is wrong, and with which part.
 */
export function requireUsable(key: Credentials, names: KeyNames): void {
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  for (const part of ["accessKeyId", "secretAccessKey", "sessionToken"] as const) {
    const value = key[part];
    if (typeof value === "string" && value !== "") requirePart(names[part], value);
  }
  requireThat(
    !isKeyId(secretAccessKey),
    `${names.secretAccessKey} holds an access key id (AKLT… or AKTP…): set the secret there, and the id as ${names.accessKeyId}.`,
  );
  requireThat(
    !sessionToken || (sessionToken !== secretAccessKey && sessionToken !== accessKeyId),
    `${names.sessionToken} holds another part of the key: leave it out unless the key is a temporary one.`,
  );
  assertCredentials(key);
}

/** Access key ids of the vendor's begin like this, those of temporary keys with the second. */
function isKeyId(text: unknown): boolean {
  return typeof text === "string" && /^AK(LT|TP)/.test(text);
}

function requirePart(name: string, value: string): void {
  requireThat(!isPlaceholder(value), `${name} holds a placeholder, not a key: set it to the key's own value.`);
  requireThat(!/^["'`]|["'`]$/.test(value), `${name} begins or ends with a quote: set it without quotes.`);
  const place = value.search(/[^!-~]/);
  requireThat(
    place === -1,
    `${name} holds ${kindOf(value[place] ?? "")} as its character ${place + 1} of ${value.length}: set it without that.`,
  );
}

/** What documentation, templates and half-filled files have in a key's place. */
function isPlaceholder(value: string): boolean {
  return (
    /^(<.*>|\[.*\]|\{.*\}|\$\{?\w+\}?|\$\(.*\)|%\w+%|([x*.])\2{2,}|undefined|null|none|change[_-]?me|todo)$/is.test(
      value,
    ) || /^(replace|insert|put|enter|your)[\s_-]/i.test(value)
  );
}

const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/[\r\n]/, "a line break"],
  [/[\t ]/, "a blank"],
  [/[\s\p{C}]/u, "white space or an invisible character"],
  [/[\uff01-\uff5e]/, "a full-width character"],
  [/[\u2018-\u201f\u300c-\u300f]/, "a typographic quote"],
];

function kindOf(character: string): string {
  const [, kind = "a character beyond ASCII"] = kinds.find(([pattern]) => pattern.test(character)) ?? [];
  if (!/[\s\p{C}]/u.test(character)) return kind;
  return `${kind} (U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")})`;
}
