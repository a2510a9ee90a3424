import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The command, as a shell starts it. */
const command = fileURLToPath(new URL("../bin/viking-kb-server.js", import.meta.url));

/** How a command ended, and what it wrote. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Where and with what a command is run. */
export interface CommandStart {
  /** The current folder. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeArguments?: readonly string[];
  /** Whether it has a process group of its own, as from a shell: a terminal sends its signals to the whole group. */
  readonly inOwnGroup?: boolean;
}

/**
 * Starts `viking-kb-server` in a process of its own, with no variable but those that are given and the two that make it
 * run the sources.
 */
export function startCommand(
  argv: readonly string[],
  { folder, environment = {}, nodeArguments = [], inOwnGroup = false }: CommandStart,
) {
  const { NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [...nodeArguments, command, ...argv], {
    cwd: folder,
    env: { NODE_OPTIONS, NODE_COMPILE_CACHE, HOME: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: inOwnGroup,
  });
  const result: Promise<CommandResult> = Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]).then(([output, errors, [exitCode]]) => ({ exitCode, output, errors }));
  return { child, result };
}

/** Runs a command to its end. */
export function runCommand(argv: readonly string[], start: CommandStart): Promise<CommandResult> {
  return startCommand(argv, start).result;
}

/** A `serve` that is answering. */
export interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  readonly result: Promise<CommandResult>;
}

/** Starts `serve` on a free port; rejects with what it wrote when it ends without serving. */
export async function serve(argv: readonly string[], start: CommandStart): Promise<Serving> {
  const { child, result } = startCommand(["serve", "--port", "0", ...argv], start);
  const url = await Promise.race([
    new Promise<string>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        const found = / at (http:\S+)/.exec(chunk.toString())?.[1];
        if (found) resolve(found);
      });
    }),
    result.then(({ errors }) => Promise.reject(new Error(`serve ended: ${errors}`))),
  ]);
  return { url, child, result };
}
