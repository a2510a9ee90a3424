import { isAccessKeyId, requireThat } from "../checks.js";

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
export function assertCredentials({ accessKeyId, secretAccessKey, sessionToken = "none" }: Credentials): void {
  requireThat(accessKeyId, "The access key id is empty: set it.");
  requireThat(
    isAccessKeyId(accessKeyId),
    "The access key id holds white space, a comma, a slash or a character beyond ASCII, or is too long: set it alone.",
  );
  requireThat(secretAccessKey, "The secret access key is empty: set it.");
  requireThat(
    secretAccessKey.trim() === secretAccessKey,
    "The secret access key begins or ends with white space: remove it.",
  );
  requireThat(
    /^[!-~]+$/.test(sessionToken),
    "The session token is empty, or holds white space or a character beyond ASCII: set it alone.",
  );
}
