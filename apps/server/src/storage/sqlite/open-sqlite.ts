import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import type { PageSizes } from "../sql/pages/sizes.js";
import { createSqlStorage } from "../sql/sql-storage.js";
import type { Tables } from "../sql/tables.js";
import type { Storage } from "../storage.js";
import { connect, openFailure, useFailure, useWriteAheadLog } from "./connection.js";
import { guardPlace, keepFromOthers, makeDatabaseFile } from "./database-file.js";
import { createSqliteDialect } from "./dialect.js";
import { migrate, needsMigration } from "./migrate.js";
import { createSnapshots } from "./snapshots.js";

/**
 * Opens the SQLite file of a path, or makes it. Reads and changes have a connection each: one connection has one
 * transaction at a time, and reads need not wait for a change.
 *
 * @param busyTimeout for how many milliseconds a change waits for that of another process
 */
export async function openSqlite(path: string, busyTimeout: number, sizes: PageSizes): Promise<Storage> {
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
    const writer = new Kysely<Tables>({ dialect: createSqliteDialect(writing) });
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
