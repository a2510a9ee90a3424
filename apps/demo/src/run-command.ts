import { spawn } from "node:child_process";

/** What a command wrote and how it ended. */
export interface CommandResult {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a program to its end.
 *
 * @throws Error when it cannot be started.
 */
export function runCommand(
  program: string,
  args: readonly string[],
  { signal, variables = {} }: { readonly signal: AbortSignal; readonly variables?: Readonly<Record<string, string>> },
): Promise<CommandResult> {
  // Windows finds pnpm only through its shell; no argument here needs quoting.
  const shell = process.platform === "win32" && program === "pnpm";
  const env = { ...environment(), ...variables };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], signal, env, shell });
    let [output, errors] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, output, errors }));
  });
}

/** Lines fit below the section's title, and pnpm does not look a second time whether everything is installed. */
function environment(): NodeJS.ProcessEnv {
  const columns = String((process.stdout.columns ?? 120) - 5);
  return { ...process.env, COLUMNS: columns, npm_config_verify_deps_before_run: "false" };
}
