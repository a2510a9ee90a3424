import { createHash } from "node:crypto";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { systemReason } from "../import/failures.js";
import { openFlags } from "../import/read/read-file.js";

/** The file that a document was imported from, as it is remembered. */
export interface ImportedFile {
  /** Null when the document came from no file. */
  readonly filePath: string | null;
  /** SHA-256 of what was imported, in hexadecimal; undefined when nothing of it is served. */
  readonly hash: string | undefined;
  /** Of what was imported, in bytes. */
  readonly size: number;
}

/** Why the file of a document cannot be given; the sentence says it to people. */
export interface MissingFile {
  readonly missing: "no-file" | "not-imported" | "gone" | "link" | "changed" | "unreadable";
  readonly reason: string;
}

/** A file that is open, and was found to hold what was imported. */
export interface OriginalFile {
  readonly modified: Date;
  /** @throws Error when the file no longer holds what it was found to hold. */
  read(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** In bytes. */
const chunkLength = 256 * 1024;

/**
 * Opens the file of a document if it still is what was imported. No link is followed, neither in its place nor in that
 * of a folder above it, and what is read is given out only if its hash is that of the import: so nothing else of this
 * machine ever comes into an archive, whatever has been put there.
 */
export async function openOriginal({ filePath, hash, size }: ImportedFile): Promise<OriginalFile | MissingFile> {
  if (filePath === null) {
    return { missing: "no-file", reason: "Where its file is was not stored: import it again, if it was a file." };
  }
  if (hash === undefined) return { missing: "not-imported", reason: "Nothing of its file has been imported yet." };
  let file: FileHandle | undefined;
  try {
    file = await open(filePath, openFlags);
    const missing = await whyMissing(file, filePath, { hash, size });
    if (missing === undefined) return originalFile(file, (await file.stat()).mtime, hash);
    await file.close();
    return missing;
  } catch (error) {
    await file?.close();
    return unreadable(error);
  }
}

async function whyMissing(
  file: FileHandle,
  path: string,
  { hash, size }: { readonly hash: string; readonly size: number },
): Promise<MissingFile | undefined> {
  const opened = await file.stat();
  if (!opened.isFile()) return changed;
  // The path was stored without any link in it.
  if ((await realpath(path)) !== path) return link;
  const there = await stat(path);
  if (there.ino !== opened.ino || there.dev !== opened.dev) return link;
  if (opened.size !== size) return changed;
  const actual = createHash("sha256");
  for await (const chunk of chunksOf(file, size)) actual.update(chunk);
  return actual.digest("hex") === hash ? undefined : changed;
}

const changed: MissingFile = { missing: "changed", reason: "The file is not what was imported any more." };
const gone: MissingFile = { missing: "gone", reason: "The file is gone." };
const link: MissingFile = {
  missing: "link",
  reason: "The file or a folder above it has become a link; links are not followed.",
};

function unreadable(error: unknown): MissingFile {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (["ENOENT", "ENOTDIR"].includes(code)) return gone;
  if (code === "ELOOP") return link;
  return { missing: "unreadable", reason: `The file cannot be read: ${systemReason(error)}.` };
}

function originalFile(file: FileHandle, modified: Date, hash: string): OriginalFile {
  return {
    modified,
    async *read() {
      const actual = createHash("sha256");
      for await (const chunk of chunksOf(file, Number.POSITIVE_INFINITY)) {
        actual.update(chunk);
        yield chunk;
      }
      if (actual.digest("hex") !== hash) throw new Error("A file was changed while it was written into an archive.");
    },
    close: () => file.close(),
  };
}

/** The file from its beginning: to its end, or to where one can see that it has grown. */
async function* chunksOf(file: FileHandle, expectedSize: number): AsyncGenerator<Buffer> {
  for (let position = 0; position <= expectedSize; ) {
    // Another one each time, since the reader may keep it.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkLength), 0, chunkLength, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
