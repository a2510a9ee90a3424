import { execFile } from "node:child_process";

/** A command failed. The message holds what it wrote. */
class CommandError extends Error {}

interface RunOptions {
  readonly cwd: string;
  readonly env?: object;
  /** Longest time that it may take. */
  readonly timeoutMs?: number;
}

/**
 * Runs a command to its end, and gives what it wrote to standard output.
 *
 * @throws CommandError when it fails or takes too long.
 */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { cwd, env = {}, timeoutMs = 300_000 } = options;
  return new Promise((resolve, reject) => {
    const settings = {
      cwd,
      env: { ...process.env, NO_COLOR: "1", ...env },
      timeout: timeoutMs,
      encoding: "utf8",
    } as const;
    execFile(command, args, settings, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const why = error.killed ? `took more than ${timeoutMs / 1000} s` : `${stderr}${stdout}`.trim() || error.message;
      reject(new CommandError(`${command} ${args[0] ?? ""}: ${why}`));
    });
  });
}
