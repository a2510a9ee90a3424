import { CommanderError } from "commander";
import { escapeLines } from "../report/redact.js";
import { createCommandLine } from "./command-line.js";
import type { Terminal } from "./verify.js";

/** What the command ends with: all is well, the contract is broken or servers differ, it could not be tried. */
export const exitCodes = { kept: 0, broken: 1, couldNotRun: 2 } as const;

/**
 * Runs the command and resolves to its exit code; whatever went wrong has been told by then.
 *
 * @param args without the names of Node and of the program
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  let kept = true;
  const commandLine = createCommandLine(terminal, (outcome) => {
    kept = outcome;
  });
  try {
    await commandLine.parseAsync(args, { from: "user" });
    return kept ? exitCodes.kept : exitCodes.broken;
  } catch (error) {
    // Commander has already written its sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.kept : exitCodes.couldNotRun;
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.stderr.write(`${escapeLines(args.includes("--verbose") ? (stack ?? message) : message)}\n`);
    return exitCodes.couldNotRun;
  }
}
