import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes the file of a database where there is none, empty and for its owner alone, with the folders above it.
 *
 * @throws Error that says why the file cannot be used and what to do.
 */
export function makeDatabaseFile(path: string): void {
  const folder = dirname(path);
  attempt(`The folder ${folder} cannot be made`, "Name a place that you may write to.", () =>
    mkdirSync(folder, { recursive: true, mode: 0o700 }),
  );
  attempt(`The folder ${folder} cannot be written to`, "Allow it, or name another: SQLite adds files there.", () =>
    accessSync(folder, constants.W_OK | constants.X_OK),
  );
  attempt(`The database ${path} cannot be made`, "Name a file that you may write to.", () => createFile(path));
  const status = statSync(path);
  if (status.isDirectory()) throw new Error(`${path} is a folder. Name a file in it for the database.`);
  if (!status.isFile()) throw new Error(`${path} is not a file but a pipe or device. Name a file for the database.`);
  attempt(`The database ${path} cannot be read and written`, "Allow it, or name another file.", () =>
    accessSync(path, constants.R_OK | constants.W_OK),
  );
}

/**
 * Makes sure that only its owner can read a database, since it holds secrets. On Windows a file keeps the permissions
 * of its folder.
 *
 * @throws Error that says what to do where only another user can change that.
 */
export function keepFromOthers(path: string): void {
  if (process.platform === "win32") return;
  // SQLite gives the two files beside the database its permissions, but only when it makes them.
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    attempt(`Other users can read ${file}, which holds secrets`, "Its owner can change that: chmod 600.", () =>
      narrowPermissions(file),
    );
  }
}

/**
 * Watches over a database file that is open. One that was deleted, or replaced by another, can still be read and
 * written through the connections that have it open, but what they show and keep is nowhere any more.
 *
 * @returns a function that throws an Error, which says what to do, when this has happened
 */
export function guardPlace(path: string): () => void {
  const identity = () => {
    const status = statSync(path, { throwIfNoEntry: false });
    return status && `${status.dev} ${status.ino}`;
  };
  const opened = identity();
  return () => {
    const now = identity();
    if (now === opened) return;
    const fault = now === undefined ? "is gone" : "has been replaced by another file";
    throw new Error(`The database ${path} ${fault} since it was opened. Start again what uses it.`);
  };
}

/**
 * An existing file is not opened: closing a file that SQLite has open, in any thread of this process, would release
 * SQLite's locks (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
function createFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function narrowPermissions(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined || (mode & (constants.S_IRWXG | constants.S_IRWXO)) === 0) return;
  try {
    chmodSync(file, mode & constants.S_IRWXU);
  } catch (error) {
    // The file is gone: another process has just closed the database as the last one.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function attempt(fault: string, advice: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${fault} (${code ?? message}). ${advice}`, { cause: error });
  }
}
