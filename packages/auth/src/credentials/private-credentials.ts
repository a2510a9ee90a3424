import { assertCredentials, type Credentials } from "./credentials.js";

/**
 * A key that stays: the given one, copied into a value that shows none of it where it is printed, inspected, spread or
 * turned into JSON. Signing takes a plain object as well; this is for one that is kept or passed around.
 * Throws a TypeError that says what to change, and shows no value, where it cannot sign.
 */
export function staticCredentials(credentials: Credentials): Credentials {
  assertCredentials(credentials);
  return new PrivateCredentials(credentials);
}

const redacted = "[redacted credentials]";
/** The method that console.log of Node and Bun calls; taken by its registered name, as not every runtime has node:util. */
const inspection: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/**
 * Credentials whose fields can only be read one by one, by name. Printed, inspected, spread, listed, or turned into JSON
 * or text, they show nothing, the access key id neither, since people paste the secret into the wrong field.
 */
export class PrivateCredentials implements Credentials {
  readonly #accessKeyId: string;
  readonly #secretAccessKey: string;
  readonly #sessionToken: string | undefined;

  constructor({ accessKeyId, secretAccessKey, sessionToken }: Credentials) {
    this.#accessKeyId = accessKeyId;
    this.#secretAccessKey = secretAccessKey;
    this.#sessionToken = sessionToken;
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

  /** A text: an object of texts, read back, would pass for a key and fail only as a 401. */
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
