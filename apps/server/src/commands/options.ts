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

const defaultDatabase = ".viking-kb/server.db";
const databaseVariable = "VIKING_KB_DATABASE";

/** `--database <file or URL>`, for every command. */
export function databaseOption(): Option {
  return new Option(
    "--database <file or URL>",
    "where the knowledge bases are kept: an SQLite file, or postgres://user:password@host/name",
  )
    .env(databaseVariable)
    .default(defaultDatabase);
}

/** A name that is the same in every shell, with nothing around it. */
const plainName = /^[\p{L}\p{N}_./][\p{L}\p{M}\p{N}_./-]*$/u;

/**
 * A command of this program, for the same database, that a sentence gives to be typed. It names the database only where
 * that can be pasted, and is no URL, which may hold a password.
 */
export function commandOn(
  { database }: DatabaseOptions,
  command: string,
  { environment }: Pick<Terminal, "environment">,
): string {
  const program = `viking-kb-server ${command}`;
  if (database === defaultDatabase && !(databaseVariable in environment)) return program;
  return plainName.test(database) ? `${program} --database ${database}` : `${program}, with the same --database,`;
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
