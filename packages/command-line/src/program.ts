import { existsSync, readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { printableLines } from "./printable.js";
import type { Terminal } from "./terminal.js";

/** A command line, environment or file of settings that cannot be used. Nothing was done. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Creates a program that writes to a terminal, and never ends the process by itself. */
export function createProgram(name: string, terminal: Pick<Terminal, "write" | "writeError">): Command {
  return new Command(name).exitOverride().configureOutput({
    writeOut: (text) => void terminal.write(text),
    writeErr: (text) => void terminal.writeError(printableLines(text)),
  });
}

/**
 * Runs one command line. Errors are written to standard error, and nothing is thrown.
 *
 * @param argv without the names of Node and of the program
 * @param failed the exit code for errors other than wrong usage
 * @returns the exit code: 0 when all went well, 2 for wrong usage, 130 when interrupted, as shells have it
 */
export async function runProgram(
  program: Command,
  argv: readonly string[],
  terminal: Pick<Terminal, "writeError"> & Partial<Pick<Terminal, "signal">>,
  failed = 1,
): Promise<number> {
  const wrongUsage = 2;
  try {
    await program.parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already written its message, or the help: the requested one, or that of a command that is not
      // complete.
      if (error.exitCode === 0) return 0;
      if (error.code !== "commander.help") {
        terminal.writeError(`hint: \`${commandPath(program, argv)} --help\` shows what it takes.\n`);
      }
      return wrongUsage;
    }
    const message = error instanceof Error ? error.message : String(error);
    terminal.writeError(`error: ${printableLines(message)}\n`);
    if (terminal.signal?.aborted) return 130;
    return error instanceof UsageError ? wrongUsage : failed;
  }
}

/** The part of a command line that names a command, with the name of the program. */
export function commandPath(program: Command, argv: readonly string[]): string {
  let command = program;
  const path = [program.name()];
  const options = [...program.options];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (word.startsWith("-")) {
      // Its value may be the name of a command.
      if (options.find(({ short, long }) => short === word || long === word)?.required) index++;
      continue;
    }
    const next = command.commands.find((candidate) => candidate.name() === word);
    if (!next) break;
    command = next;
    path.push(word);
    options.push(...next.options);
  }
  return path.join(" ");
}

/** Version of the package that a module belongs to, at any depth, as a source or in a bundle. */
export function versionOf(moduleUrl: string): string {
  const folder = new URL(".", moduleUrl);
  const manifest = new URL("package.json", folder);
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).version;
  if (folder.pathname === "/") throw new Error(`No package.json is above ${moduleUrl}.`);
  return versionOf(new URL("..", folder).href);
}

/**
 * Reads an option that may be given several times.
 *
 * @param read reads one value; its error becomes the message about a value that cannot be used
 * @returns a parser of all values so far
 */
export function repeated<Value>(
  read: (text: string) => Value,
): (text: string, before: readonly Value[] | undefined) => Value[] {
  return (text, before = []) => {
    try {
      return [...before, read(text)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

/**
 * Reads the value of an option as a whole number.
 *
 * @returns a parser that throws an InvalidArgumentError, which says what the number must be
 */
export function wholeNumber({
  smallest = Number.MIN_SAFE_INTEGER,
  largest = Number.MAX_SAFE_INTEGER,
}: {
  readonly smallest?: number;
  readonly largest?: number;
} = {}): (text: string) => number {
  const pattern = smallest < 0 ? /^-?\d+$/ : /^\d+$/;
  const from = smallest === Number.MIN_SAFE_INTEGER ? "" : ` of at least ${smallest}`;
  const range = largest === Number.MAX_SAFE_INTEGER ? from : ` from ${smallest} to ${largest}`;
  return (text) => {
    const number = Number(text);
    if (pattern.test(text) && number >= smallest && number <= largest) return number;
    throw new InvalidArgumentError(`It must be a whole number${range}.`);
  };
}

/**
 * Reads the value of an option as a number above 0, whole or not.
 *
 * @param what what it is a number of
 * @returns a parser that throws an InvalidArgumentError, which says what the number must be
 */
export function positiveNumber(what: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (text.trim() !== "" && number > 0 && Number.isFinite(number)) return number;
    throw new InvalidArgumentError(`It must be a number of ${what} above 0.`);
  };
}
