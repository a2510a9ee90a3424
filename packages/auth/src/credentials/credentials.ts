import { isAccessKeyId, requireThat } from "../checks.js";

/** An access key issued by the vendor. A temporary one has a session token. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Null, empty and absent mean that there is none. */
  readonly sessionToken?: string | null | undefined;
}

/**
 * Throws a TypeError when credentials cannot sign: an error here gives a reason, a 401 later would not. It shows no
 * value, not even the access key id, since people paste the secret into the wrong field.
 */
export function assertCredentials({ accessKeyId, secretAccessKey, sessionToken }: Credentials): void {
  requireThat(
    accessKeyId && isAccessKeyId(accessKeyId),
    "The access key id is empty, too long or holds white space, a comma, a slash or a character beyond ASCII: set it alone.",
  );
  requireThat(
    secretAccessKey && secretAccessKey.trim() === secretAccessKey,
    "The secret access key is empty, or holds white space around it: set it alone.",
  );
  requireThat(
    !sessionToken || /^[!-~]+$/.test(sessionToken),
    "The session token holds white space or a character beyond ASCII: set it alone.",
  );
}
