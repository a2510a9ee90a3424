import { type Credentials, fromEnv, hasCredentials, staticCredentials } from "@viking-kb/client";
import { UsageError } from "@viking-kb/command-line";
import type { Terminal } from "../terminal.js";

/**
 * Reads something of the environment that takes its key, such as the key itself; undefined when it has no part of one.
 *
 * @throws UsageError when it has only a part of a key, or what is none.
 */
export function fromEnvironment<Value>(environment: Environment, read: (environment: Environment) => Value) {
  if (!hasCredentials(environment)) return undefined;
  try {
    return read(environment);
  } catch (error) {
    throw new UsageError((error as Error).message, "To use a profile instead, name it with --profile.");
  }
}

type Environment = Terminal["environment"];

/**
 * The key for a new profile. In a terminal the user is asked; otherwise it comes from the lines of standard input (id,
 * secret and, for a temporary key, token); if that is empty, from the environment. It is never an argument, which other
 * users can see.
 *
 * @throws UsageError when there is no complete key.
 */
export async function readKey(terminal: Terminal): Promise<Credentials> {
  const lines = terminal.interactive ? await askForKey(terminal) : splitLines(await terminal.readInput());
  const given = lines.length === 0 ? fromEnvironment(terminal.environment, fromEnv) : undefined;
  if (given) return keyOf(given);
  const [accessKeyId, secretAccessKey, sessionToken] = lines;
  if (accessKeyId && secretAccessKey && lines.length <= 3) return keyOf({ accessKeyId, secretAccessKey, sessionToken });
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
 * The parts of a key, as a profile holds them.
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
