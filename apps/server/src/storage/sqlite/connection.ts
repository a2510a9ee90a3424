import { opendirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

/** Primary result codes of SQLite for which there is advice (https://sqlite.org/rescode.html). */
export const resultCodes = {
  busy: 5,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** The primary result code of an error that SQLite gave; its extended code holds it in the lowest byte. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}

/** How a connection is used. */
interface ConnectionOptions {
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
 * the log is flushed to the disk when it is merged into the file, not at each commit
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
  // In KiB. In the 2 MB that SQLite takes by itself, the points of a large document have no room: their pages would be
  // written to the log, and read again, before the change ends.
  database.exec("pragma cache_size = -16000");
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

const advice: Readonly<Record<number, string>> = {
  [resultCodes.busy]: "is locked by another process. Try again when that has ended.",
  [resultCodes.inputOutput]: "cannot be read or written where it is (disk I/O error). Look after that disk.",
  [resultCodes.full]: "cannot grow: its disk is full. Make room there, and do it again.",
  [resultCodes.corrupt]: "is damaged. Put a copy in its place, or move it away to begin with an empty one.",
  [resultCodes.cannotOpen]: "cannot be opened. Allow its file to be read and written, or name another file.",
  [resultCodes.notADatabase]: "is not an SQLite database. Name another file, or move this one away.",
};

/** An error of SQLite while a database is opened, as a sentence that says what to do; any other error as it is. */
export function openFailure(path: string, error: unknown): unknown {
  const code = resultCodeOf(error);
  if (code === undefined) return error;
  const reason = code === resultCodes.cannotOpen ? lackOfHandles(path) : undefined;
  if (reason) return new Error(`The database ${path} cannot be opened: ${reason}. Close some, or allow more.`);
  const sentence = advice[code] ?? `cannot be opened: ${(error as Error).message}.`;
  return new Error(`The database ${path} ${sentence}`, { cause: error });
}

/**
 * An error of SQLite while an open database is used, as `openFailure` tells it where there is advice, else as it is.
 */
export function useFailure(path: string, error: unknown): unknown {
  const code = resultCodeOf(error);
  return code !== undefined && code in advice ? openFailure(path, error) : error;
}

/** Why nothing at all can be opened: SQLite does not tell this from a file that may not be opened. */
function lackOfHandles(path: string): string | undefined {
  try {
    // The folder, since closing the file itself would release SQLite's locks.
    opendirSync(dirname(path)).closeSync();
    return undefined;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return ["EMFILE", "ENFILE"].includes(code) ? `too many files are open (${code})` : undefined;
  }
}
