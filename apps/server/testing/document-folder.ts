import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./temporary-database.js";

/** Files by their paths. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files that is gone when the test has finished. */
export async function documentFolder(files: Files = {}): Promise<string> {
  const folder = await temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

/** Writes files into a folder, with the folders that they stand in. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
