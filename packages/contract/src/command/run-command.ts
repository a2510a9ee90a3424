import { CommanderError } from "commander";
import { escapeLines } from "../escape-unprintable.js";
import { createCommand } from "./create-command.js";
import { exitCodes } from "./exit-codes.js";
import type { Options } from "./options.js";
import { run } from "./run.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs the command and resolves to its exit code; whatever went wrong has been told by then.
 *
 * @param args without the names of Node and of the program
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = createCommand(terminal);
  try {
    command.parse(args, { from: "user" });
    return await run(command, terminal);
  } catch (error) {
    // Commander has already written its sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.kept : exitCodes.couldNotRun;
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.stderr.write(`${escapeLines(command.opts<Options>().verbose ? (stack ?? message) : message)}\n`);
    return exitCodes.couldNotRun;
  }
}
