import type { DocumentFields, StoredPoint } from "../../storage/records.js";
import { isWellFormed } from "../../storage/well-formed.js";
import { type PointOrigin, pointOrigin, toStoredPoint } from "../../wire.js";
import { chunkBlocks } from "../chunks/chunk-blocks.js";
import { DocumentFailure, faultOfProgram, SystemFault, tooManyPoints } from "../failures.js";
import { allowed, type ImportLimits } from "../limits.js";
import { requireStorable } from "../storable-text.js";
import { decodeText } from "./decode-text.js";
import type { DocumentReader, ReadDocument, ReadingSettings, ReadyPoint } from "./formats/document-reader.js";

/** A file to read, and what its points say about the document and collection that they belong to. */
export interface ReadingOrder extends ReadingSettings {
  /** Lower-case, without a dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  readonly collectionName: string;
  /** The document, without what the file says about it. */
  readonly document: DocumentFields;
  /** When the points are processed, as they say: Unix milliseconds. */
  readonly processTime: number;
}

/** What a file gives its document. */
export interface DocumentContent {
  /** What completes the texts of its points. */
  readonly ending: string;
  readonly title?: string | undefined;
  /** Metadata in the form of doc/info. */
  readonly meta?: string | undefined;
  /** What it was in, as the Encoding Standard calls it; absent when that was UTF-8. */
  readonly encoding?: string | undefined;
  readonly pointCount: number;
}

/** A document that was read, with its points as they will be stored. */
export interface DocumentWithPoints extends DocumentContent {
  readonly batches: AsyncIterable<readonly StoredPoint[]>;
}

/** Where documents are read. */
export interface DocumentReading {
  /**
   * Reads a document. One is read at a time, and its batches are taken before the next one.
   *
   * @throws DocumentFailure when its content is at fault, SystemFault when anything else is, and the signal's reason
   * when it is aborted. The batches may throw the same.
   */
  read(order: ReadingOrder, signal: AbortSignal | undefined): Promise<DocumentWithPoints>;
  /** Frees what was needed up to now: the next document is read as if it were the first. */
  renew(): void;
}

type Readers = ReadonlyMap<string, DocumentReader>;

/** Reads documents in this thread: their points are limited, but not the memory and CPU time that reading takes. */
export function readingHere(readers: Readers): DocumentReading {
  return {
    async read(order) {
      const { batches, ...content } = await readDocument(order, readers, (points) => points);
      const inTurn = async function* () {
        yield* batches;
      };
      return { ...content, batches: inTurn() };
    },
    renew() {},
  };
}

/** In bytes: about how much a batch holds. */
const batchBytes = 1024 * 1024;

/**
 * Reads a file's bytes, cuts its text, and writes its points as they are stored. Only the written points show how many
 * bytes they take, since what stands once in a file may stand in each of them.
 *
 * @param pack what becomes of a batch that is complete
 * @throws DocumentFailure when that cannot be done, or it gives too many points (35001) or too much to store, and
 * SystemFault when the reader cannot be loaded.
 */
export async function readDocument<Batch>(
  { extension, bytes, collectionName, document, processTime, ...settings }: ReadingOrder,
  readers: Readers,
  pack: (points: readonly StoredPoint[]) => Batch,
): Promise<DocumentContent & { readonly batches: readonly Batch[] }> {
  const { limits } = settings;
  const reader = readers.get(extension);
  if (reader === undefined) throw new Error(`There is no reader for files of type ${extension}.`);
  try {
    const read = await readBytes(reader, bytes, settings);
    const points = "points" in read ? read.points : chunkBlocks(read.blocks, limits.maximumChunkLength);
    const { title, meta, encoding } = read;
    requireStorable(title, "The title");
    const origin = pointOrigin(collectionName, withContent(document, { title, meta }), processTime);
    return { title, meta, encoding, ending: origin.ending, ...inBatches(points, origin, limits, pack) };
  } catch (error) {
    if (error instanceof DocumentFailure || error instanceof SystemFault) throw error;
    const fault = faultOfProgram(error);
    if (fault) throw fault;
    // An error of a parser fails this document, and the import goes on.
    const { message } = error as Error;
    throw new DocumentFailure(`The file cannot be read: ${message.replace(/\.$/, "")}.`);
  }
}

function write(origin: PointOrigin, point: ReadyPoint, chunkId: number): StoredPoint {
  const stored = toStoredPoint(origin, { ...point, chunkId });
  // JSON writes both as escapes, which are found sooner than what they stand for.
  if (/\\u(?:0000|d[89a-f])/.test(stored.wireWithLinks ?? stored.wire)) requireStorable(point, nameOf(point));
  return stored;
}

/** What people can look a point's text up in. */
function nameOf({ members: { sheet_name: sheet } }: ReadyPoint): string {
  return typeof sheet === "string" && isWellFormed(sheet) ? `Sheet ${JSON.stringify(sheet)}` : "The text";
}

async function readBytes(reader: DocumentReader, bytes: Uint8Array, settings: ReadingSettings): Promise<ReadDocument> {
  if (reader.takes === "bytes") return reader.read(bytes, settings);
  const { text, encoding } = decodeText(bytes, settings.encoding, settings.isEncodingRemembered);
  return { ...(await reader.read(text, settings)), encoding };
}

/** A document with what its file says about it. */
export function withContent(
  document: DocumentFields,
  { title, meta }: Pick<DocumentContent, "title" | "meta">,
): DocumentFields {
  const members = {
    ...(title === undefined ? {} : { title }),
    ...(meta === undefined ? {} : { meta }),
    ...document.members,
  };
  return { ...document, members };
}

/** Points are made one by one, so that too many are noticed before all of them are in memory. */
function inBatches<Batch>(
  points: Iterable<ReadyPoint>,
  origin: PointOrigin,
  limits: ImportLimits,
  pack: (points: readonly StoredPoint[]) => Batch,
) {
  const { maximumPoints, maximumStoredBytes } = limits;
  // It is stored once, but each answer has it with each point.
  const endingBytes = Buffer.byteLength(origin.ending);
  const batches: Batch[] = [];
  let batch: StoredPoint[] = [];
  let [pointCount, storedBytes, bytesOfBatch] = [0, 0, 0];
  for (const point of points) {
    if (pointCount === maximumPoints) throw tooManyPoints(limits);
    const stored = write(origin, point, pointCount++);
    const bytes = Buffer.byteLength(stored.wire) + Buffer.byteLength(stored.wireWithLinks ?? "");
    storedBytes += bytes + endingBytes;
    if (storedBytes > maximumStoredBytes) {
      throw new DocumentFailure(
        `The points of the document take more than ${allowed(maximumStoredBytes, "byte")}; its metadata and the names of its columns stand in each of them.`,
      );
    }
    batch.push(stored);
    bytesOfBatch += bytes;
    if (bytesOfBatch > batchBytes) {
      batches.push(pack(batch));
      [batch, bytesOfBatch] = [[], 0];
    }
  }
  if (batch.length > 0) batches.push(pack(batch));
  return { pointCount, batches };
}
