import { execFile } from "node:child_process";
import { globSync, renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "rolldown";
import type { TestProject } from "vitest/node";

const folderOfSources = fileURLToPath(new URL("../src", import.meta.url));
const inOneFile = fileURLToPath(new URL("../../../node_modules/.cache/in-one-file", import.meta.url));

/** Files that do something as soon as they are loaded: the command, and what it starts as threads and processes. */
const started = /^(main|.*-(main|worker|guard))\.ts$/;

/**
 * Hundreds of tests start processes and threads, each of which takes a second of CPU time to load sources and
 * libraries. Most of them are killed, and leave nothing to Node's compile cache. So one process, which ends by itself,
 * loads it all beforehand, and Kysely's 257 files are one for `from-source.js` to take: then a start takes a fifth of
 * that time. Both stay until a source is changed.
 */
export default async function prepareQuickStarts({ config }: TestProject): Promise<void> {
  const kysely = createRequire(import.meta.url).resolve("kysely");
  const installed = /(kysely@[^/\\]+)[/\\]node_modules[/\\]kysely[/\\]/.exec(kysely)?.[1];
  const file = join(inOneFile, `${installed}.js`);
  const sources = globSync("**/*.ts", { cwd: folderOfSources })
    .filter((source) => !source.endsWith(".test.ts") && !started.test(basename(source)))
    .map((source) => join(folderOfSources, source));
  if (sources.every((source) => modified(source) < modified(file))) return;
  // Other runs may make it now, and no process may find half of it.
  const unfinished = `${file}.${process.pid}`;
  await build({ input: kysely, platform: "node", output: { file: unfinished }, logLevel: "silent" });
  renameSync(unfinished, file);
  const load = "for (const url of process.argv.slice(1)) await import(url)";
  const urls = sources.map((source) => pathToFileURL(source).href);
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", load, ...urls], {
    env: { ...process.env, ...config.env },
  });
}

/** When a file was last written; 0 if it does not exist. */
function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
