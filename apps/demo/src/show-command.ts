import { fileURLToPath } from "node:url";
import { printable } from "@viking-kb/command-line";
import { runCommand } from "./run-command.js";
import type { Show } from "./screen.js";

/** Where the package of each program is. */
const programs = {
  "viking-kb": import.meta.resolve("@viking-kb/cli/package.json"),
  "viking-kb-server": import.meta.resolve("@viking-kb/server/package.json"),
  "viking-kb-mutants": import.meta.resolve("@viking-kb/mutants/package.json"),
} as const;

/** A command of this repository, and how it is shown. */
export interface ShownCommand {
  readonly program: keyof typeof programs;
  readonly args: readonly string[];
  /** Further arguments, which are not shown. */
  readonly hidden?: readonly string[];
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What it must end with. Default: 0. */
  readonly status?: number;
  /** Whether it tells on standard error how far it has come: on a terminal it does so itself, with a bar. */
  readonly tellsProgress?: boolean;
}

/** Of what a command writes: enough to see its answer, few enough that all four calls fit on a screen or two. */
const shownLines = 14;

/**
 * Runs a command, and shows it with the beginning of what it wrote.
 *
 * @param choose makes lines to show of the whole output; by default its first ones
 * @returns the whole output
 * @throws Error when it ends with another status than it must.
 */
export async function showCommand(
  { program, args, hidden = [], variables = {}, status: expected = 0, tellsProgress = false }: ShownCommand,
  show: Show,
  signal: AbortSignal,
  choose: (output: string) => readonly string[] = firstLines,
): Promise<string> {
  const typed = printable([program, ...args.map(quoted)].join(" "));
  show(`$ ${typed}`);
  const file = fileURLToPath(new URL(`bin/${program}.js`, programs[program]));
  const { status, output, errors } = await runCommand(process.execPath, [file, ...hidden, ...args], {
    signal,
    variables,
    inheritsErrors: tellsProgress && process.stderr.isTTY,
  });
  if (status !== expected) throw new Error(`${typed} ended with ${status}: ${errors.trim()}`);
  const told = tellsProgress && errors !== "" ? errors.trimEnd().split("\n") : [];
  for (const line of [...told, ...choose(output)]) show(`  ${line}`);
  show("");
  return output;
}

/** The first lines of a text, and how many more there are. */
export function firstLines(text: string): string[] {
  const lines = text.trimEnd().split("\n");
  const rest = lines.length - shownLines;
  return [...lines.slice(0, shownLines), ...(rest > 0 ? [`… ${rest} more ${rest === 1 ? "line" : "lines"}`] : [])];
}

/** An argument as it is typed in a shell. */
export function quoted(argument: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
