import { open } from "node:fs/promises";
import { UsageError } from "../usage-error.js";
import { parseProfiles } from "./parse-profiles.js";
import type { Profiles } from "./profile.js";
import { failedWith, systemFault } from "./system-fault.js";

/**
 * Reads the profiles; none when there is no file.
 *
 * @throws UsageError when the file is broken, cannot be read, or can be read by others.
 */
export async function readProfiles(path: string): Promise<Profiles> {
  try {
    const file = await open(path);
    try {
      // Of the open file, so that it is the one that is read.
      assertPrivate((await file.stat()).mode, path);
      return parseProfiles(await file.readFile("utf8"), path);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (failedWith(error, "ENOENT")) return { profiles: {} };
    throw systemFault(error, path);
  }
}

function assertPrivate(mode: number, path: string): void {
  // Windows has no such modes; Node reports 666 there for every file.
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  throw new UsageError(
    `Others may read ${path} (its mode is ${(mode & 0o777).toString(8)}), and it holds secrets.`,
    `Run: chmod 600 '${path.replaceAll("'", "'\\''")}'`,
  );
}
