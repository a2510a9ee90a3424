import type { Terminal } from "@viking-kb/command-line";
import { Option } from "commander";
import type { Storage } from "../storage/storage.js";

/** What a command reads from and writes to, and its exit code. */
export interface CommandTerminal extends Terminal {
  /** The exit code of the process. A command sets it when something went wrong and it does not throw. */
  exitCode: number;
}

/** The exit code of a command that the user or the system has interrupted. */
export const interrupted = 130;

/** What each command takes. */
export interface DatabaseOptions {
  readonly database: string;
}

/** `--database <file or URL>`, for every command. */
export function databaseOption(): Option {
  return new Option(
    "--database <file or URL>",
    "where the knowledge bases are kept: an SQLite file, or postgres://user:password@host/name",
  )
    .env("VIKING_KB_DATABASE")
    .default(".viking-kb/server.db");
}

/** Opens the database, does some work on it and closes it, also when the work fails. */
export async function withStorage<Result>(
  { database }: DatabaseOptions,
  work: (storage: Storage) => Promise<Result>,
): Promise<Result> {
  // Loaded here, so that help and wrong arguments need not wait for it.
  const { openStorage } = await import("../storage/open-storage.js");
  const storage = await openStorage(database);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}
