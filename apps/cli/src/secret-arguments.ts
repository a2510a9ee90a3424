import { UsageError } from "./usage-error.js";

const secretOption = /^--?(?:secret|access-?key|session|token|password|key|sk|ak)/i;

/**
 * Refuses options that name a secret before anything else looks at the command line, whose messages would repeat it.
 *
 * @throws UsageError that shows no value.
 */
export function refuseSecretArguments(argv: readonly string[]): void {
  const optionsEnd = argv.includes("--") ? argv.indexOf("--") : argv.length;
  if (!argv.slice(0, optionsEnd).some((argument) => secretOption.test(argument))) return;
  throw new UsageError(
    "Keys are not taken as arguments: the list of processes and the shell's history would show them.",
    "Run `viking-kb profile add <name>` and answer its questions, or set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY.",
  );
}
