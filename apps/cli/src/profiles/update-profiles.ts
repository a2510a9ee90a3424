import { chmod, type FileHandle, mkdir, open, readlink, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UsageError } from "@viking-kb/command-line";
import type { Profiles } from "./profile.js";
import { failedWith, readProfiles, systemFault } from "./read-profiles.js";

const retryMilliseconds = 25;
const retries = 80;

/**
 * Changes the profiles: reads them, and replaces the file by the result of `change`. The new file is the lock too: who
 * creates it may write, and renaming it both publishes and unlocks. Where the path is a link, as of people who keep
 * their settings in a repository, the link stays and the file that it leads to is replaced.
 *
 * @throws UsageError when the file cannot be read or written, and any error of `change`; the file is then as before.
 */
export async function updateProfiles(path: string, change: (current: Profiles) => Profiles): Promise<void> {
  try {
    await makePrivateFolder(dirname(path));
    const target = await targetOf(path);
    const replacement = `${target}.new`;
    const file = await createAlone(replacement);
    try {
      await fillAndClose(file, async () => change(await readProfiles(path)));
      await rename(replacement, target);
    } catch (error) {
      await rm(replacement, { force: true });
      throw error;
    }
  } catch (error) {
    throw systemFault(error, path);
  }
}

/** Most links that are followed, as on Linux. */
const mostLinks = 40;

/** Where a path leads, also when there is no file yet: `realpath` does not say that. */
async function targetOf(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < mostLinks; links++) {
    try {
      target = resolve(dirname(target), await readlink(target));
    } catch (error) {
      // EINVAL: it is no link. On Windows the code for that is UNKNOWN.
      if (["EINVAL", "ENOENT", "UNKNOWN"].some((code) => failedWith(error, code))) return target;
      throw error;
    }
  }
  throw new UsageError(`The profiles in ${path} cannot be used: its link leads to itself.`, "Delete the link.");
}

async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
}

/** Creates a new file for this user alone; waits while another command has one. */
async function createAlone(path: string): Promise<FileHandle> {
  for (let attempt = 0; attempt < retries; attempt++) {
    try {
      return await open(path, "wx", 0o600);
    } catch (error) {
      if (!failedWith(error, "EEXIST")) throw error;
      await sleep(retryMilliseconds);
    }
  }
  throw new UsageError(
    `Another viking-kb is changing the profiles: ${path} exists.`,
    "Try again; if none is running, delete that file.",
  );
}

async function fillAndClose(file: FileHandle, makeProfiles: () => Promise<Profiles>): Promise<void> {
  try {
    await file.writeFile(`${JSON.stringify(await makeProfiles(), undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}
