import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a program in a process of its own, for changes that must not reach the test's process, such as another global
 * `Promise`. Its relative imports start at this package's folder and lead to sources; nothing needs to be built.
 *
 * @returns what the program prints, which must be JSON
 */
export async function runProgram(program: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    // Async functions must stay: rewritten for older runtimes, they would return the global `Promise`.
    target: "esnext",
    write: false,
  });
  const running = promisify(execFile)(process.execPath, ["--input-type=module", "-"], { cwd: folder });
  running.child.stdin?.end(outputFiles[0]?.text);
  return JSON.parse((await running).stdout);
}
