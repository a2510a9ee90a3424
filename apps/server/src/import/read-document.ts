import { chunkBlocks } from "./chunks/chunk-blocks.js";
import { DocumentFailure } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import type { DocumentReader, ReadyPoint } from "./readers/document-reader.js";
import { tooManyPoints } from "./too-many-points.js";

/** What a file gives its document, its text cut into points. */
export interface CutDocument {
  readonly title?: string | undefined;
  /** Metadata in the form of doc/info. */
  readonly meta?: string | undefined;
  readonly points: readonly ReadyPoint[];
}

/**
 * Reads a file's bytes and cuts its text.
 *
 * @throws DocumentFailure when that cannot be done, or it gives too many points (35001).
 */
export async function readDocument(
  bytes: Uint8Array,
  reader: DocumentReader,
  limits: ImportLimits,
): Promise<CutDocument> {
  try {
    const read = await reader(bytes, limits);
    const points = "points" in read ? read.points : chunkBlocks(read.blocks, limits.maximumChunkLength);
    return { title: read.title, meta: read.meta, points: collect(points, limits) };
  } catch (error) {
    if (error instanceof DocumentFailure) throw error;
    // Whatever a parser stumbles over, the other documents go on.
    const { message } = error as Error;
    throw new DocumentFailure(`The file cannot be read: ${message.replace(/\.$/, "")}.`);
  }
}

/** Points are made one by one, so that too many are noticed before all of them are there. */
function collect(points: Iterable<ReadyPoint>, limits: ImportLimits): ReadyPoint[] {
  const collected: ReadyPoint[] = [];
  for (const point of points) {
    if (collected.length === limits.maximumPoints) throw tooManyPoints(limits);
    collected.push(point);
  }
  return collected;
}
