import { fromEnv } from "@viking-kb/client";
import type { Profile } from "./profiles/profile.js";
import { UsageError } from "./usage-error.js";

/** The variables that the client reads credentials from. */
const credentialVariables = [
  "VIKING_KB_ACCESS_KEY_ID",
  "VIKING_KB_SECRET_ACCESS_KEY",
  "VIKING_KB_SESSION_TOKEN",
  "VOLC_ACCESSKEY",
  "VOLC_SECRETKEY",
  "VOLC_SESSION_TOKEN",
];

/**
 * The profile that the environment describes; undefined when it holds nothing of a key. An empty variable is not set.
 *
 * @throws UsageError when it holds a part of a key.
 */
export function profileFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Profile | undefined {
  if (!credentialVariables.some((name) => environment[name])) return undefined;
  try {
    // Read by name: the client's value gives nothing when it is spread.
    const { accessKeyId, secretAccessKey, sessionToken } = fromEnv(environment);
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken,
      endpoint: environment.VIKING_KB_ENDPOINT || undefined,
      region: environment.VIKING_KB_REGION || undefined,
      project: environment.VIKING_KB_PROJECT || undefined,
    };
  } catch (error) {
    throw new UsageError((error as Error).message, "To use a profile instead, name it with --profile.");
  }
}
