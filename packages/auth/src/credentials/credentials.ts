import { isAccessKeyId, requireThat } from "../checks.js";

/** An access key issued by the vendor. A temporary one has a session token. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/**
 * Throws a TypeError when credentials cannot sign: an error here gives a reason, a 401 later would not. It shows no
 * value, not even the access key id, since people paste the secret into the wrong field.
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
