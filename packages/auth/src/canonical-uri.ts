import { percentDecode, percentEncode } from "./percent-encoding.js";

/**
 * The path as it is signed: split at `/`, each segment decoded once and encoded once, so that every spelling of the
 * same segment signs alike. `//`, `.` and `..` stay, and `%2F` stays inside its segment; an empty path is `/`.
 * Undefined where an escape is broken.
 */
export function canonicalUri(path: string): string | undefined {
  if (path === "") return "/";
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    const decoded = percentDecode(segment);
    if (decoded === undefined) return undefined;
    segments.push(percentEncode(decoded));
  }
  return segments.join("/");
}
