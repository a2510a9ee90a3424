import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../", import.meta.url));

/**
 * Makes a program for a process of its own into one text for `node --input-type=module --eval`. Its relative imports, of
 * the source as it stands, begin at this package's folder, in which it must be run.
 */
export async function bundleProgram(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "ts" },
    bundle: true,
    // Unminified it would be too long for a command line.
    minify: true,
    packages: "external",
    format: "esm",
    platform: "node",
    // Keeps async functions: rewritten for older runtimes, they would return the global `Promise`.
    target: "esnext",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Starts a program, which must be bundled. Of other packages it too has the sources. */
export function startProgram(program: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) {
  const given = ["--expose-gc", "--input-type=module", "--eval", program, ...args];
  return promisify(execFile)(process.execPath, given, {
    cwd: folder,
    env: { NODE_OPTIONS: process.env.NODE_OPTIONS, ...env },
  });
}
