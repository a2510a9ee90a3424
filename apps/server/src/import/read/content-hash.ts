import { createHash } from "node:crypto";
import { mayLookLikeUtf8 } from "./decode-text.js";
import type { DocumentReader, ReadingSettings } from "./formats/document-reader.js";

// A document's `contentHash` is a hash, and often, after a space, an encoding: `utf-8` where no `--encoding` would have
// changed the reading, else the one that was given. One without was found out, or is of an older version.

/**
 * What a document that was read is stored with.
 *
 * @param hash of the bytes
 * @param before what it was stored with up to now
 * @param found the encoding that it was in, absent for UTF-8
 */
export function contentHashOf(
  hash: string,
  reader: Pick<DocumentReader, "version"> | undefined,
  settings: ReadingSettings,
  { before, found }: { readonly before: string | null; readonly found: string | undefined },
): string {
  const { encoding: given = encodingBefore(before) } = settings;
  const isUtf8 = found === undefined && (given === undefined || !mayLookLikeUtf8(given));
  // A file that is emptied for a moment is then in its encoding again.
  const encoding = isUtf8 && (settings.encoding !== undefined || given === undefined) ? "utf-8" : given;
  return [hashOf(hash, reader, settings), ...(encoding === undefined ? [] : [encoding])].join(" ");
}

/**
 * Whether a file of these bytes gives the points that its document has. An encoding that is not given changes nothing.
 */
export function givesTheSame(
  hash: string,
  reader: Pick<DocumentReader, "version"> | undefined,
  settings: ReadingSettings,
  contentHash: string | null,
): boolean {
  const { encoding: given } = settings;
  const [before, encoding] = (contentHash ?? "").split(" ");
  if (before !== hashOf(hash, reader, settings)) return false;
  return given === undefined || given === encoding || (encoding === "utf-8" && !mayLookLikeUtf8(given));
}

/** What a document is to be read in where no encoding is given: what was given when it was read last. */
export function encodingBefore(contentHash: string | null): string | undefined {
  const [, encoding] = (contentHash ?? "").split(" ");
  return encoding === "utf-8" ? undefined : encoding;
}

/** What is left of it when the document fails: it is read again, in the same encoding. */
export function contentHashOfFailure(contentHash: string | null): string | null {
  const encoding = encodingBefore(contentHash);
  return encoding === undefined ? null : ` ${encoding}`;
}

function hashOf(
  hash: string,
  reader: Pick<DocumentReader, "version"> | undefined,
  { limits, table }: ReadingSettings,
): string {
  // The null is where older versions have the encoding.
  const parts = [hash, reader?.version, limits.maximumChunkLength, null, table];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
