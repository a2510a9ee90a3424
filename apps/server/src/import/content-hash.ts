import { createHash } from "node:crypto";
import type { ImportLimits } from "./import-limits.js";

/** What an import knows by that a document needs not be imported again: its bytes, and how they were cut, are the same. */
export function contentHash(fileHash: string, { maximumChunkLength }: ImportLimits): string {
  return createHash("sha256").update(`${fileHash} ${maximumChunkLength}`).digest("hex");
}
