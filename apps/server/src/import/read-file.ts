import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { DocumentFailure, failedCode } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import { systemReason } from "./system-reason.js";

/** A file's content. */
export interface FileContent {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

/**
 * Reads a file.
 *
 * @throws DocumentFailure when it cannot be read, or is too large (30001).
 */
export async function readFile(path: string, { maximumFileBytes }: ImportLimits): Promise<FileContent> {
  const bytes = await read(path, maximumFileBytes).catch((error: unknown) => {
    throw error instanceof DocumentFailure ? error : unreadable(error);
  });
  return { bytes, hash: createHash("sha256").update(bytes).digest("hex") };
}

async function read(path: string, maximumBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > maximumBytes) {
      const message = `The file has ${size} bytes; at most ${maximumBytes} are allowed.`;
      throw new DocumentFailure(message, failedCode.fileTooLarge);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function unreadable(error: unknown): DocumentFailure {
  return new DocumentFailure(`The file cannot be read: ${systemReason(error)}.`);
}
