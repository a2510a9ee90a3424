import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../", import.meta.url));

/**
 * Bundles a program into one text for `node --input-type=module --eval`. Its relative imports start at this package's
 * folder and lead to sources; it must be run in that folder.
 */
export async function bundleProgram(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    // Without this it would be too long for a command line.
    minify: true,
    packages: "external",
    format: "esm",
    platform: "node",
    // Async functions must stay: rewritten for older runtimes, they would return the global `Promise`.
    target: "esnext",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Starts a bundled program. Like the tests, it takes other packages' sources. */
export function startProgram(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) {
  const given = ["--expose-gc", "--input-type=module", "--eval", program, ...args];
  const { NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  return promisify(execFile)(process.execPath, given, {
    cwd: folder,
    env: { NODE_OPTIONS, NODE_COMPILE_CACHE, ...env },
  });
}
