import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import { openStorage, type StorageOptions } from "../src/storage/open-storage.js";
import type { Storage } from "../src/storage/storage.js";
import { runOn } from "./postgres-server.js";

/** Whether the tests are run on PostgreSQL now; else they are on SQLite. */
export const isOnPostgres = inject("engine") === "PostgreSQL";

/** A new folder, removed when the test has finished. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-storage-"));
  onTestFinished(async () => {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true });
  });
  return folder;
}

/** The path or the URL of a database that one test may make. */
export async function temporaryDatabase(): Promise<string> {
  return isOnPostgres ? await newSchema() : join(await temporaryFolder(), "kb.db");
}

/** A new storage for more than one test. `remove` closes it and deletes what it holds. */
export async function makeStorage() {
  const folder = await mkdtemp(join(tmpdir(), "viking-kb-storage-"));
  const databasePath = isOnPostgres ? await newSchema() : join(folder, "kb.db");
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

/** Locks are those of a database, so that the processes in which test files run have one each. */
let ownDatabase: Promise<string> | undefined;
let schemas = 0;

/** The URL of a new PostgreSQL database, to be deleted with the server. */
export async function newDatabase(options = "encoding 'UTF8'"): Promise<string> {
  const url = inject("postgresUrl");
  const name = `${inject("databasePrefix")}${process.pid}_${process.hrtime.bigint()}`;
  await runOn(url, `create database ${name} template template0 ${options}`);
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/**
 * The URL of an empty schema: all that a storage sees of its database. To make one takes a tenth of a database's time.
 */
async function newSchema(): Promise<string> {
  ownDatabase ??= newDatabase();
  const url = new URL(await ownDatabase);
  const name = `test_${schemas++}`;
  await runOn(url.href, `create schema ${name}`);
  url.searchParams.set("options", `-c search_path=${name}`);
  return url.href;
}
