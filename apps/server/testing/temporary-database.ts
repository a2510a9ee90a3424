import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStorage, type StorageOptions } from "../src/storage/open-storage.js";
import type { Storage } from "../src/storage/storage.js";

/** A new folder, removed when the test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-storage-"));
  onTestFinished(async () => {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** A path at which one test may make a database. */
export async function temporaryDatabase(): Promise<string> {
  return join(await temporaryFolder(), "kb.db");
}

/** A new storage for more than one test. `remove` closes it and deletes its folder. */
export async function makeStorage() {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-storage-"));
  const databasePath = join(folder, "kb.db");
  const storage = await openStorage(databasePath);
  const remove = async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  };
  return { storage, databasePath, remove };
}

/** Opens a storage, a new one by default, and closes it when the test has finished. */
export async function openTemporaryStorage(path?: string, options?: StorageOptions): Promise<Storage> {
  const storage = await openStorage(path ?? (await temporaryDatabase()), options);
  onTestFinished(() => storage.close());
  return storage;
}
