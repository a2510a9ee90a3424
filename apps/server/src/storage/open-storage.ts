import { openSqliteStorage } from "./sqlite/open-sqlite-storage.js";
import type { Storage } from "./storage.js";

/** How a storage is opened. */
export interface StorageOptions {
  /** For how many milliseconds a change waits for that of another process before it rejects. Default: 10,000. */
  readonly busyTimeout?: number | undefined;
}

/**
 * Opens the SQLite database in a file, made with its folder where there is none and brought up to this version where
 * it is older. Others may have it open too, this process or another.
 *
 * @throws Error when it cannot be used; the message is a sentence that says why and what to do.
 */
export async function openStorage(path: string, { busyTimeout = 10_000 }: StorageOptions = {}): Promise<Storage> {
  return await openSqliteStorage(path, busyTimeout);
}
