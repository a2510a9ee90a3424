import { homedir } from "node:os";
import { resolve } from "node:path";

/** The folder that the environment names, relative to the caller's folder as in a shell, or the given default. */
export function namedFolder(named: string | undefined, own: string): string {
  return named ? resolve(named.replace(/^~(?=\/|$)/, homedir())) : own;
}
