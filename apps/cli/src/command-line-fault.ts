import type { Command, CommanderError } from "commander";
import { UsageError } from "./usage-error.js";

/**
 * What is wrong with a command line, without the values that Commander repeats: one that stands where none belongs may
 * be a key.
 */
export function commandLineFault(error: CommanderError, program: Command, argv: readonly string[]): UsageError {
  return new UsageError(describe(error), `\`${commandPath(program, argv)} --help\` shows what it takes.`);
}

function describe(error: CommanderError): string {
  // A suggestion stands on a line of its own.
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

/** As far as the words of the command line name commands. */
function commandPath(program: Command, argv: readonly string[]): string {
  let command = program;
  const path = [program.name()];
  for (const word of argv) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) continue;
    command = next;
    path.push(word);
  }
  return path.join(" ");
}
