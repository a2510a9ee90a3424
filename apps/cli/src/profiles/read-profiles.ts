import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { UsageError } from "@viking-kb/command-line";
import type { Terminal } from "../terminal.js";
import type { Profiles } from "./profile.js";

/** Absolute path of the file of profiles. */
export function profilesPath({ environment, homeFolder }: Pick<Terminal, "environment" | "homeFolder">): string {
  const configured = environment.XDG_CONFIG_HOME;
  // The XDG Base Directory Specification says to ignore a relative path.
  const folder = configured && isAbsolute(configured) ? configured : join(homeFolder, ".config");
  return join(folder, "viking-kb", "profiles.json");
}

/**
 * Reads the profiles; none when there is no file.
 *
 * @throws UsageError when the file is broken, cannot be read, or can be read by others.
 */
export async function readProfiles(path: string): Promise<Profiles> {
  try {
    // A pipe in its place would wait for a writer.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      // Of the open file, so that they belong to the file that is read.
      const status = await file.stat();
      if (status.isFIFO())
        throw new UsageError(`The profiles in ${path} cannot be used: it is not a file.`, "Move it away.");
      assertPrivate(status.mode, path);
      return parseProfiles(await file.readFile("utf8"), path);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (failedWith(error, "ENOENT")) return { profiles: {} };
    throw systemFault(error, path);
  }
}

function assertPrivate(mode: number, path: string): void {
  // Windows has no such modes; Node reports 666 there for every file.
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  throw new UsageError(
    `Others may read ${path} (its mode is ${(mode & 0o777).toString(8)}), and it holds secrets.`,
    `Run: chmod 600 '${path.replaceAll("'", "'\\''")}'`,
  );
}

const required = ["accessKeyId", "secretAccessKey"];
const optional = ["sessionToken", "endpoint", "region", "project"];

/**
 * Reads the text of profiles.json.
 *
 * @throws UsageError that says where it is broken, and shows nothing of it, since it holds secrets.
 */
function parseProfiles(text: string, path: string): Profiles {
  const value = parseJson(text, path);
  const fault = faultOf(value);
  if (fault) throw broken(path, fault);
  return value as Profiles;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message may quote the text, so only the position is taken from it; most messages have one.
    const position = /at position (\d+)/.exec((error as Error).message)?.[1];
    const line = position && text.slice(0, Number(position)).split("\n").length;
    throw broken(path, line ? `line ${line} is not JSON` : "it is not JSON");
  }
}

function faultOf(value: unknown): string | undefined {
  if (!isObject(value) || !isObject(value.profiles)) return 'it has no object "profiles"';
  if (!["string", "undefined"].includes(typeof value.default)) return '"default" is not a text';
  for (const [name, profile] of Object.entries(value.profiles)) {
    if (!isObject(profile)) return `profile "${name}" is not an object`;
    const missing = required.find((field) => typeof profile[field] !== "string");
    if (missing) return `profile "${name}" has no text "${missing}"`;
    const odd = optional.find((field) => !["string", "undefined"].includes(typeof profile[field]));
    if (odd) return `"${odd}" of profile "${name}" is not a text`;
  }
  return undefined;
}

function broken(path: string, fault: string): UsageError {
  return new UsageError(
    `The profiles in ${path} cannot be read: ${fault}.`,
    "Mend the file, or move it away and add the profiles again; it is left as it is.",
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a system call failed with this code, such as `ENOENT`. */
export function failedWith(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}

/**
 * Turns a failed system call on a file into an error that names the file and the reason. Other errors stay as they are.
 */
export function systemFault(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!code || !syscall) return error;
  return new UsageError(
    `The profiles in ${path} cannot be used: ${code} on ${syscall}.`,
    "Check the file and its permissions.",
  );
}
