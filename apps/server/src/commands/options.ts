import { InvalidArgumentError, Option } from "commander";
import type { Storage } from "../storage/storage.js";

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

/**
 * Reads a whole number from the command line.
 *
 * @throws InvalidArgumentError that says what it must be.
 */
export function parseWholeNumber(
  text: string,
  { smallest, largest = Number.MAX_SAFE_INTEGER }: { readonly smallest: number; readonly largest?: number },
): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < smallest || value > largest) {
    const range = largest === Number.MAX_SAFE_INTEGER ? `of at least ${smallest}` : `from ${smallest} to ${largest}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  }
  return value;
}
