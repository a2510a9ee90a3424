import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { createSqlStorage } from "../sql/sql-storage.js";
import type { Tables } from "../sql/tables.js";
import type { Storage } from "../storage.js";
import { connect, useWriteAheadLog } from "./connect.js";
import { keepFromOthers, makeDatabaseFile } from "./database-file.js";
import { listPoints } from "./list-points.js";
import { migrate, needsMigration } from "./migrate.js";
import { openFailure } from "./open-failure.js";
import { createSqliteDialect } from "./sqlite-dialect.js";

/**
 * Opens the database in a file. Reads and changes have a connection each: one connection has one transaction at a time,
 * and reads need not wait for a change.
 *
 * @throws Error with a sentence that says why it cannot be used and what to do.
 */
export async function openSqliteStorage(path: string, busyTimeout: number): Promise<Storage> {
  // Absolute, so that SQLite sees a file even in `:memory:` and `file:…`.
  const file = resolve(path);
  makeDatabaseFile(file);
  const connections: DatabaseSync[] = [];
  const closeConnections = () => {
    // The writing one last: who closes a database last merges its log into it.
    for (const connection of connections.toReversed()) connection.close();
  };
  try {
    const writing = connect(file, { readOnly: false, busyTimeout });
    connections.push(writing);
    // Nothing is done to a file before it is known to be ours.
    const outdated = needsMigration(file, writing);
    keepFromOthers(file);
    await useWriteAheadLog(file, writing, busyTimeout);
    const writer = new Kysely<Tables>({ dialect: createSqliteDialect(writing, "begin immediate") });
    if (outdated) await migrate(writer);
    const reading = connect(file, { readOnly: true, busyTimeout });
    connections.push(reading);
    const reader = new Kysely<Tables>({ dialect: createSqliteDialect(reading, "begin") });
    return createSqlStorage({ reader, writer, listPoints, close: async () => closeConnections() });
  } catch (error) {
    closeConnections();
    throw openFailure(file, error);
  }
}
