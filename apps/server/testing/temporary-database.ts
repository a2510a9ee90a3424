import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStorage, type StorageOptions } from "../src/storage/open-storage.js";
import type { Storage } from "../src/storage/storage.js";

/** Where one test keeps its databases; removed when it has finished. */
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

/** Opens a storage, a new one by default, and closes it when the test has finished. */
export async function openTemporaryStorage(path?: string, options?: StorageOptions): Promise<Storage> {
  const storage = await openStorage(path ?? (await temporaryDatabase()), options);
  onTestFinished(() => storage.close());
  return storage;
}
