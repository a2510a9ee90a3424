import type { Credentials } from "./credentials.js";

const redacted = "[redacted credentials]";
/** Asked for by console.log of Node and Bun. By its registered name, since `node:util` is not on every runtime. */
const inspection: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/**
 * Credentials that are had by name alone: printed, inspected, spread, listed, or turned into JSON or text, they show
 * nothing, the access key id neither, since people paste the secret into the wrong field.
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

  /** A text and no object with texts in it: read back, that would pass for a key and only fail as a 401. */
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
