import { isAccessKeyId } from "./access-key-id.js";

/** An access key of the vendor's, with the session token if it is a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/**
 * Throws a TypeError where credentials cannot sign: better here, with a reason, than as a 401 without one.
 * No value is shown, the access key id neither: people paste the secret into the wrong field.
 */
export function assertCredentials({ accessKeyId, secretAccessKey, sessionToken }: Credentials): void {
  if (!accessKeyId) throw new TypeError("The access key id is empty: set credentials.accessKeyId.");
  if (!isAccessKeyId(accessKeyId)) {
    throw new TypeError(
      "The access key id holds white space, a comma, a slash or a character beyond ASCII, or is longer than 256 " +
        "characters: set credentials.accessKeyId to the id alone.",
    );
  }
  if (!secretAccessKey) {
    throw new TypeError("The secret access key is empty: set credentials.secretAccessKey.");
  }
  if (secretAccessKey.trim() !== secretAccessKey) {
    throw new TypeError("The secret access key begins or ends with white space: remove it, it is never part of one.");
  }
  if (sessionToken !== undefined && !/^[\x21-\x7e]+$/.test(sessionToken)) {
    throw new TypeError(
      "The session token is empty, or holds white space or a character beyond ASCII: set credentials.sessionToken to " +
        "the token alone, or leave it out if the key is not a temporary one.",
    );
  }
}
