import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { runCommand as run } from "../src/command/command-line.js";

const bin = join(import.meta.dirname, "../bin/viking-kb-contract.js");

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command here, with nothing of this machine's credentials in its environment. */
export async function runCommand(args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const code = await run(args, {
    write: (text) => (written.stdout += text),
    writeError: (text) => (written.stderr += text),
    columns: undefined,
    environment,
    now: () => new Date(),
    signal: new AbortController().signal,
    // However busy the machine is, nothing takes long enough to tell of.
    steady: () => 0,
  });
  return { code, ...written };
}

/** The same as a process of its own: for what only a process does. */
export async function startCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const child = startProcess(args, environment);
  const ended = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  // How far it is: on a busy machine any run takes long enough to tell.
  return { code: child.exitCode, stdout, stderr: stderr.replaceAll(/^.*: \d+ of \d+, \d+ s\n/gm, "") };
}

/** Starts it. */
export function startProcess(args: readonly string[], environment: Record<string, string> = {}) {
  const { PATH = "", NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  return spawn(process.execPath, [bin, ...args], {
    env: { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
