import { commandPath, UsageError } from "@viking-kb/command-line";
import { type Command, CommanderError } from "commander";
import type { GlobalOptions } from "./commands/options.js";
import { describeFailure, printFailure } from "./failure.js";
import { createCommands } from "./program.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs one command line, as typed after `viking-kb`.
 *
 * @returns the exit code (failure.ts); every error is printed, none is thrown
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  // Looked up by hand, since errors in the command line are printed in this form too.
  const json = argv.includes("--json");
  const program = createCommands(terminal, json);
  try {
    refuseSecretArguments(argv);
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    const parsing = error instanceof CommanderError;
    if (parsing && error.exitCode === 0) return 0;
    const { lang } = program.opts<GlobalOptions>();
    const failure = describeFailure(parsing ? commandLineFault(error, program, argv) : error, terminal, lang);
    printFailure(failure, json, terminal);
    return failure.exitCode;
  }
}

const secretOption = /^--?(?:secret|access-?key|session|token|password|key|sk|ak)/i;

/**
 * Refuses options for secrets before the command line is parsed: messages of the parser would repeat their values.
 *
 * @throws UsageError that shows no value.
 */
function refuseSecretArguments(argv: readonly string[]): void {
  const optionsEnd = argv.includes("--") ? argv.indexOf("--") : argv.length;
  if (!argv.slice(0, optionsEnd).some((argument) => secretOption.test(argument))) return;
  throw new UsageError(
    "Keys are not taken as arguments: the list of processes and the shell's history would show them.",
    "Run `viking-kb profile add <name>` and answer its questions, or set VIKING_KB_ACCESS_KEY_ID and VIKING_KB_SECRET_ACCESS_KEY.",
  );
}

/** What is wrong with a command line, without the values that Commander repeats: an unexpected one may be a key. */
function commandLineFault(error: CommanderError, program: Command, argv: readonly string[]): UsageError {
  return new UsageError(describe(error), `\`${commandPath(program, argv)} --help\` shows what it takes.`);
}

function describe(error: CommanderError): string {
  // A suggestion is on a line of its own.
  const message = error.message.replace(/^error: /, "").replace("\n", " ");
  switch (error.code) {
    case "commander.help":
      return "The command is not complete.";
    case "commander.excessArguments":
      return message.replace(/(but got \d+).*$/s, "$1.");
    case "commander.unknownOption":
      return message.replace(/'(--[^=']+|-[^-]).*'/s, "'$1'");
    default:
      return message;
  }
}
