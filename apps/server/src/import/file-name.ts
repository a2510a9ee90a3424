import { extname } from "node:path";

/** Whether a file or folder of this name is passed over: hidden ones, and what package managers put there. */
export function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** What a file's type is told by: lower-case and without a dot. */
export function extensionOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}
