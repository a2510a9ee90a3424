import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { isPostgresUrl } from "./database-name.js";
import { type PageSizes, pageSizes } from "./sql/pages/sizes.js";
import { createSqlStorage } from "./sql/sql-storage.js";
import type { Tables } from "./sql/tables.js";
import { connect, openFailure, useFailure, useWriteAheadLog } from "./sqlite/connection.js";
import { guardPlace, keepFromOthers, makeDatabaseFile } from "./sqlite/database-file.js";
import { createSqliteDialect } from "./sqlite/dialect.js";
import { migrate, needsMigration } from "./sqlite/migrate.js";
import { createSnapshots } from "./sqlite/snapshots.js";
import type { Storage } from "./storage.js";

/** How a storage is opened. */
export interface StorageOptions {
  /** For how many milliseconds a change waits for that of another process before it rejects. Default: 10,000. */
  readonly busyTimeout?: number | undefined;
  /** Those of a new database. For tests. */
  readonly sizes?: PageSizes | undefined;
}

/**
 * Opens a database, brought up to this version where it is older. Others may have it open too, this process or another.
 *
 * @param database the path of an SQLite file, which is made with its folder where there is none; or the URL of a
 *   PostgreSQL database, `postgres://user:password@host:5432/name`, in which the tables are made where there are none
 * @throws Error when it cannot be used; the message is a sentence that says why and what to do, without user and
 * password
 */
export async function openStorage(
  database: string,
  { busyTimeout = 10_000, sizes = pageSizes }: StorageOptions = {},
): Promise<Storage> {
  if (!isPostgresUrl(database)) return await openSqlite(database, busyTimeout, sizes);
  // Loaded where it is asked for: most need neither it nor its driver.
  const { openPostgres } = await import("./postgres/open-postgres.js");
  return await openPostgres(database, busyTimeout, sizes);
}

/**
 * Reads and changes have a connection each: one connection has one transaction at a time, and reads need not wait for a
 * change.
 */
async function openSqlite(path: string, busyTimeout: number, sizes: PageSizes): Promise<Storage> {
  // Made absolute, so that SQLite takes `:memory:` and `file:…` as the names of files, too.
  const file = resolve(path);
  makeDatabaseFile(file);
  const connections: DatabaseSync[] = [];
  const closeConnections = () => {
    // The writing one last, since the last connection merges the log into the database.
    for (const connection of connections.toReversed()) connection.close();
  };
  try {
    const writing = connect(file, { readOnly: false, busyTimeout });
    connections.push(writing);
    // First it must be clear that the file is ours: until then nothing in it is changed.
    const outdated = needsMigration(file, writing);
    keepFromOthers(file);
    await useWriteAheadLog(file, writing, busyTimeout);
    const writer = new Kysely<Tables>({ dialect: createSqliteDialect(writing, "begin immediate") });
    if (outdated) await migrate(writer);
    const reading = connect(file, { readOnly: true, busyTimeout });
    connections.push(reading);
    return createSqlStorage({
      location: file,
      inSnapshot: createSnapshots(reading),
      writer,
      sizes,
      check: guardPlace(file),
      explain: (error) => useFailure(file, error),
      close: async () => closeConnections(),
    });
  } catch (error) {
    // Before the connections are closed, since it may be that nothing else can be opened.
    const failure = openFailure(file, error);
    closeConnections();
    throw failure;
  }
}
