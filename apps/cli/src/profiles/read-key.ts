import { type Credentials, fromEnv, staticCredentials } from "@viking-kb/client";
import { UsageError } from "@viking-kb/command-line";
import type { Terminal } from "../terminal.js";
import type { Profile } from "./profile.js";

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
 * The profile in the environment; undefined when it has no part of a key. An empty variable counts as not set.
 *
 * @throws UsageError when it has only a part of a key.
 */
export function profileFromEnvironment(environment: Readonly<Record<string, string | undefined>>): Profile | undefined {
  if (!credentialVariables.some((name) => environment[name])) return undefined;
  try {
    // Read one by one: the client's value hides its fields when it is spread.
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

/**
 * The key for a new profile. In a terminal the user is asked; otherwise it comes from the lines of standard input (id,
 * secret and, for a temporary key, token); if that is empty, from the environment. It is never an argument, which other
 * users can see.
 *
 * @throws UsageError when there is no complete key.
 */
export async function readKey(terminal: Terminal): Promise<Credentials> {
  const lines = terminal.interactive ? await askForKey(terminal) : splitLines(await terminal.readInput());
  const fromEnvironment = lines.length === 0 ? profileFromEnvironment(terminal.environment) : undefined;
  if (fromEnvironment) return keyOf(fromEnvironment);

  const [accessKeyId, secretAccessKey, sessionToken] = lines;
  if (accessKeyId && secretAccessKey && lines.length <= 3) {
    // The id is put between commas and slashes in the Authorization header. It is not shown: people paste the secret
    // here.
    if (/^[!-+\-.0-~]{1,256}$/.test(accessKeyId)) return keyOf({ accessKeyId, secretAccessKey, sessionToken });
    throw new UsageError(
      "The access key id holds white space, a comma, a slash or a character beyond ASCII, or is longer than 256 characters.",
      "Give the id alone, as the console shows it.",
    );
  }
  throw new UsageError(
    "No whole key was given: an access key id and a secret access key are needed.",
    "Run it in a terminal and answer the questions, pipe in two lines, or set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY.",
  );
}

async function askForKey(terminal: Terminal): Promise<string[]> {
  const accessKeyId = await terminal.ask("Access key id: ");
  const secretAccessKey = await terminal.ask("Secret access key (not shown): ", { hidden: true });
  return [accessKeyId.trim(), secretAccessKey.trim()];
}

function splitLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * The key alone, without the settings that a profile of the environment may have.
 *
 * @throws UsageError when it is a placeholder, or holds what no key holds.
 */
function keyOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  try {
    staticCredentials({ accessKeyId, secretAccessKey, sessionToken });
  } catch (error) {
    throw new UsageError((error as Error).message, "Give the key as the console shows it.");
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
