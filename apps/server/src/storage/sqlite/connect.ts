import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { resultCodeOf, resultCodes } from "./result-code.js";

/** How a connection is used. */
export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** For how many milliseconds a statement waits for another process. */
  readonly busyTimeout: number;
}

/** Opens a connection to a database file. */
export function connect(path: string, { readOnly, busyTimeout }: ConnectionOptions): DatabaseSync {
  return new DatabaseSync(path, { readOnly, timeout: busyTimeout, enableForeignKeyConstraints: true });
}

/**
 * Sets up how a connection writes: into a log beside the file, so that readers and the writer do not wait for each
 * other. When the process is killed nothing is lost. A power cut may take the last changes, though never half of one:
 * the log is made sure to be on the disk when it is merged into the file, not at each commit
 * (https://sqlite.org/pragma.html#pragma_synchronous).
 *
 * @throws Error where the file system does not let processes share such a log.
 */
export async function useWriteAheadLog(path: string, database: DatabaseSync, busyTimeout: number): Promise<void> {
  const mode = await startLog(database, performance.now() + busyTimeout);
  if (mode !== "wal") {
    throw new Error(`The database ${path} cannot be shared between processes there. Name a file on a local disk.`);
  }
  database.exec("pragma synchronous = normal");
}

/** SQLite does not wait, whatever its timeout, where two connections start the log of a new database at once. */
async function startLog(database: DatabaseSync, deadline: number): Promise<unknown> {
  for (;;) {
    try {
      return database.prepare("pragma journal_mode = wal").get()?.journal_mode;
    } catch (error) {
      if (resultCodeOf(error) !== resultCodes.busy || performance.now() >= deadline) throw error;
      await pause(5);
    }
  }
}
