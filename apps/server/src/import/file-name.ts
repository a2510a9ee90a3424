import { extname } from "node:path";

/** Whether a file or folder of this name is hidden: these are never imported. */
export function isHidden(name: string): boolean {
  return name.startsWith(".");
}

/** What a file's type is told by: lower-case and without a dot. */
export function extensionOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}
