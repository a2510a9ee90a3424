import type { Terminal } from "@viking-kb/command-line";
import { Option } from "commander";
import type { Storage } from "../storage/storage.js";

/** What a command is given of the world around it, and how it ends. */
export interface CommandTerminal extends Terminal {
  /** What the process ends with. A command sets it where it does not throw and yet all did not go well. */
  exitCode: number;
}

/** The exit code of what the user or the system has interrupted before its end. */
export const interrupted = 130;

/** What each command takes. */
export interface DatabaseOptions {
  readonly database: string;
}

/** `--database <file>`, for every command. */
export function databaseOption(): Option {
  return new Option("--database <file>", "where the knowledge bases are kept")
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
