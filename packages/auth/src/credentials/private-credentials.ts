import type { Credentials } from "./credentials.js";
import { partNames, requireUsable } from "./require-usable.js";

/**
 * Copies a fixed key into a value that hides it when it is printed, inspected, spread or turned into JSON. Signing also
 * takes a plain object; use this for a key that is kept or passed around.
 *
 * @throws TypeError when the key cannot sign; it says what to change, and shows no value.
 */
export function staticCredentials(credentials: Credentials): Credentials {
  requireUsable(credentials, partNames);
  return new PrivateCredentials(credentials);
}

const redacted = "[redacted credentials]";
/**
 * The method that console.log of Node and Bun calls. It has a registered name, since not every runtime has node:util.
 */
const inspection: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/**
 * Credentials whose fields can only be read one by one, by name. Printed, inspected, spread, listed, or turned into
 * JSON or text, they show nothing. The access key id is hidden too, since people paste the secret into the wrong field.
 */
export class PrivateCredentials implements Credentials {
  readonly #accessKeyId: string;
  readonly #secretAccessKey: string;
  readonly #sessionToken: string | undefined;

  constructor({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
    this.#accessKeyId = accessKeyId;
    this.#secretAccessKey = secretAccessKey;
    this.#sessionToken = sessionToken || undefined;
  }

  get accessKeyId(): string {
    return this.#accessKeyId;
  }

  get secretAccessKey(): string {
    return this.#secretAccessKey;
  }

  get sessionToken(): string | undefined {
    return this.#sessionToken;
  }

  /** A text, not an object: an object could be read back as a key, which would fail only later, with a 401. */
  toJSON(): string {
    return redacted;
  }

  toString(): string {
    return redacted;
  }

  [inspection](): string {
    return redacted;
  }
}
