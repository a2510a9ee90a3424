import { UsageError } from "../usage-error.js";
import type { Profiles } from "./profile.js";

const required = ["accessKeyId", "secretAccessKey"];
const optional = ["sessionToken", "endpoint", "region", "project"];

/**
 * Reads the text of profiles.json.
 *
 * @throws UsageError that says where it is broken, and shows nothing of it, since it holds secrets.
 */
export function parseProfiles(text: string, path: string): Profiles {
  const value = parseJson(text, path);
  const fault = faultOf(value);
  if (fault) throw broken(path, fault);
  return value as Profiles;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The message may quote the text; of it only the position is taken, which most messages have.
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
