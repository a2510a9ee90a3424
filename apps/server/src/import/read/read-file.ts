import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { DocumentFailure, failedCode, SystemFault, systemReason } from "../failures.js";

/** A file's content. */
interface FileContent {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

/** A link may have taken the place of a file that was found, or a pipe, which would wait for a writer. */
export const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** In bytes: how much is read at a time of a file that grows while it is read. */
const growth = 64 * 1024;

/**
 * Reads a file, and of one that is too large only enough to know that. A link in its place is not followed, except on
 * Windows, where this cannot be prevented.
 *
 * @throws DocumentFailure when it is too large (30001), SystemFault when it cannot be read or is no file (any more).
 */
export async function readFile(path: string, maximumBytes: number): Promise<FileContent> {
  const bytes = await read(path, maximumBytes).catch((error: unknown) => {
    throw error instanceof DocumentFailure || error instanceof SystemFault ? error : unreadable(error);
  });
  return { bytes, hash: createHash("sha256").update(bytes).digest("hex") };
}

async function read(path: string, maximumBytes: number): Promise<Uint8Array> {
  const file = await open(path, openFlags);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new SystemFault("It is not a file any more.");
    if (status.size > maximumBytes) throw tooLarge(`${status.size}`, maximumBytes);
    const bytes = await readUpTo(file, status.size, maximumBytes + 1);
    if (bytes.length > maximumBytes) throw tooLarge(`more than ${maximumBytes}`, maximumBytes);
    return bytes;
  } finally {
    await file.close();
  }
}

/** Reads to the end, even if the file has grown, but at most a number of bytes. */
async function readUpTo(file: FileHandle, expectedSize: number, maximumBytes: number): Promise<Uint8Array> {
  const expected = await file.read(new Uint8Array(expectedSize + 1));
  const beginning = expected.buffer.subarray(0, expected.bytesRead);
  // One byte more was asked for, and there is none: this is the end of the file.
  if (beginning.length === expectedSize) return beginning;
  const parts = [beginning];
  for (let left = maximumBytes - beginning.length; left > 0; ) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(Math.min(growth, left)));
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    left -= bytesRead;
  }
  return Buffer.concat(parts);
}

function tooLarge(size: string, maximumBytes: number): DocumentFailure {
  const message = `The file has ${size} bytes; at most ${maximumBytes} are allowed.`;
  return new DocumentFailure(message, failedCode.fileTooLarge);
}

function unreadable(error: unknown): SystemFault {
  // What O_NOFOLLOW makes of a link.
  if ((error as NodeJS.ErrnoException).code === "ELOOP") {
    return new SystemFault("It has become a link; links are not followed.");
  }
  return new SystemFault(`The file cannot be read: ${systemReason(error)}.`);
}
