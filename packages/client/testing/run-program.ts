import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a program in a process of its own, for what cannot be changed in this one, such as the global `Promise`. Its
 * relative imports, of the source as it stands, begin at this package's folder; of what is built it has auth alone.
 *
 * @returns what it prints, which must be JSON
 */
export async function runProgram(program: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    // Async functions stay what they are: where they are rewritten they return the global `Promise`.
    target: "esnext",
    write: false,
  });
  const running = promisify(execFile)(process.execPath, ["--input-type=module", "-"], { cwd: folder });
  running.child.stdin?.end(outputFiles[0]?.text);
  return JSON.parse((await running).stdout);
}
