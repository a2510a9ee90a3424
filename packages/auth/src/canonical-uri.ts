import { percentEncode } from "./percent-encoding.js";

/**
 * The path as it is signed: split at `/`, each segment decoded once and encoded once, so that every spelling of the
 * same segment signs alike. `//`, `.` and `..` stay, and `%2F` stays inside its segment; an empty path is `/`.
 * Undefined where an escape is broken.
 */
export function canonicalUri(path: string): string | undefined {
  try {
    const segments = path.split("/").map((segment) => percentEncode(decodeURIComponent(segment)));
    return segments.join("/") || "/";
  } catch {
    return undefined;
  }
}
