import { CommanderError } from "commander";
import { commandLineFault } from "./command-line-fault.js";
import { describeFailure, printFailure } from "./failure.js";
import { createProgram } from "./program.js";
import { refuseSecretArguments } from "./secret-arguments.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs one command line, as typed after `viking-kb`.
 *
 * @returns the exit code (exit-codes.ts); every error is printed, none is thrown
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  // Read by hand, since a command line that cannot be parsed is answered in the same form.
  const json = argv.includes("--json");
  const program = createProgram(terminal, json);
  try {
    refuseSecretArguments(argv);
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    const parsing = error instanceof CommanderError;
    if (parsing && error.exitCode === 0) return 0;
    const failure = describeFailure(parsing ? commandLineFault(error, program, argv) : error, terminal.signal);
    printFailure(failure, json, terminal);
    return failure.exitCode;
  }
}
