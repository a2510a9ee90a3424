import { type ChildProcess, spawn } from "node:child_process";
import { processTerminal } from "@viking-kb/command-line";

/** What a command wrote and how it ended. */
export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** What a command is run with. */
export interface CommandOptions {
  readonly signal: AbortSignal;
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The folder that it is run in; this process's own when absent. */
  readonly folder?: string;
  /** Whether its standard error is this process's, so that it finds a terminal there; `errors` is empty then. */
  readonly inheritsErrors?: boolean;
}

/**
 * Runs a program to its end. An abort ends it and everything that it has started, even where Ctrl-C does not reach
 * them: on POSIX systems they are a process group of their own.
 *
 * @throws Error when it cannot be started, and the signal's reason when an abort ended it.
 */
export function runCommand(
  program: string,
  args: readonly string[],
  { signal, variables = {}, folder, inheritsErrors = false }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const isWindows = process.platform === "win32";
  // Windows finds pnpm only through its shell; no argument here needs quoting.
  const shell = isWindows && program === "pnpm";
  const env = { ...environment(), ...variables };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", inheritsErrors ? "inherit" : "pipe"],
      env,
      cwd: folder,
      shell,
      detached: !isWindows,
    });
    const end = () => endGroup(child);
    signal.addEventListener("abort", end);
    let [output, errors] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.once("error", reject);
    child.once("close", (status) => {
      signal.removeEventListener("abort", end);
      if (signal.aborted) reject(signal.reason);
      else resolve({ status: status ?? 1, output, errors });
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch (error) {
    // The program has already ended; only its output is still being read.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Makes lines fit below the section's title, and stops pnpm from checking again that everything is installed. */
function environment(): NodeJS.ProcessEnv {
  const columns = (processTerminal(process).columns ?? 120) - 5;
  return { ...process.env, COLUMNS: String(columns), npm_config_verify_deps_before_run: "false" };
}
