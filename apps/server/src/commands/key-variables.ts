import { type FileHandle, open, rm } from "node:fs/promises";
import { Option } from "commander";
import type { Terminal } from "./terminal.js";

/** A variable that holds a part of a key, as `viking-kb` and `viking-kb-contract` read it. */
export type KeyVariable = readonly [name: string, value: string];

/** What each command that makes keys takes. */
export interface KeyFileOptions {
  readonly keyFile?: string;
}

/** `--key-file <file>`, for every command that makes keys. */
export function keyFileOption(): Option {
  return new Option("--key-file <file>", "write the secrets to a new file that only you may read, instead");
}

/**
 * Makes keys and writes their variables, one a line, to the file that the options name, else to standard output. The
 * file is opened first, since a secret that cannot be written is lost.
 *
 * @throws Error when the file is there already or cannot be made; no key was made then.
 */
export async function giveKeyVariables(
  { keyFile }: KeyFileOptions,
  terminal: Terminal,
  makeKeys: () => Promise<readonly KeyVariable[]>,
): Promise<void> {
  const file = keyFile === undefined ? undefined : await openNewFile(keyFile);
  try {
    const lines = (await makeKeys()).map(([name, value]) => `${name}=${value}\n`);
    if (file === undefined) terminal.write(lines.join(""));
    else await file.writeFile(lines.join(""));
    await file?.close();
  } catch (error) {
    await file?.close();
    if (keyFile !== undefined) await rm(keyFile);
    throw error;
  }
}

async function openNewFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "wx", 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EEXIST" ? "it is there already; name another, or remove it first" : message;
    throw new Error(`Cannot write ${path}: ${reason}. No key was made.`, { cause: error });
  }
}
