import { execFileSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { specFolder } from "./paths.ts";

/** Runs before tests: bundles the contract if there is no bundle, or a source is newer. */
export default function bundleIfStale(): void {
  const sources = globSync(["*.{yaml,json}", "{examples,pages,scripts}/**/*"], { cwd: specFolder });
  const newest = Math.max(...sources.map(modified));
  if (modified("dist/openapi.json") < newest) execFileSync(process.execPath, [join(specFolder, "scripts/bundle.ts")]);
}

/** When a file was last written; 0 if it does not exist. */
function modified(file: string): number {
  return statSync(join(specFolder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
