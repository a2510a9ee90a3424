import { createHash } from "node:crypto";
import { addAbortSignal, PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { TakenExport } from "../storage/exports.js";
import type { Document } from "../storage/records.js";
import type { Reads, Storage } from "../storage/storage.js";
import { entryNamer } from "./entry-names.js";
import { type ArchiveContents, type ExportedDocument, manifestText, type WrittenEntry } from "./manifest.js";
import { openOriginal } from "./original-file.js";

/** What a zip can say of when a file was changed, in milliseconds, begins with 1970 and ends here, in 2106. */
const latestTime = 0xffff_ffff * 1_000;

/** What an archive is written with. */
interface ArchiveTools {
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Told what share has been written, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** In bytes: how much of points is read at a time. */
const stepLength = 256 * 1024;

/** How many documents are read at a time. */
const documentsOfStep = 500;

/**
 * Writes the archive of an export, a zip: `points.jsonl`, the files of the documents below `files/`, `manifest.json`.
 *
 * Documents and points are of one snapshot, which is held until the points are written and not while files are: until
 * it ends, SQLite's log grows by whatever others write and by the archive itself.
 *
 * @throws Error when it cannot be written, and when it was begun and a file changed under its hands; then it is to be
 * begun anew. What has been given is no archive until the end.
 */
export async function* writeArchive(
  storage: Storage,
  order: TakenExport,
  { signal, ...tools }: ArchiveTools,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  // One that can be ended early, unlike what the zip declares.
  const output = zip.outputStream.pipe(new PassThrough());
  const ending = new AbortController();
  zip.on("error", (error) => output.destroy(error));
  const entries = writeEntries(storage, order, zip, { ...tools, signal: AbortSignal.any([signal, ending.signal]) });
  const written = entries.then(() => zip.end()).catch((error: Error) => void output.destroy(error));
  try {
    for await (const chunk of output) yield chunk;
  } finally {
    ending.abort();
    await written;
  }
}

async function writeEntries(storage: Storage, order: TakenExport, zip: ZipFile, tools: ArchiveTools): Promise<void> {
  const { now, signal, onProgress } = tools;
  const time = now();
  const add = (entry: string, chunks: AsyncIterable<Buffer>, modified = time) =>
    addEntry(zip, { entry, modified, signal }, chunks);
  let done = 0;
  const { total, ...contents } = await storage.read(async (reads) => {
    const collection = await reads.findCollectionById(order.collectionId);
    if (collection === undefined) throw new Error("The collection has been deleted.");
    const { documents, notFound } = await findDocuments(reads, order);
    // A point and a KiB of a file take about the same time. Each document counts, too, since it may have neither.
    const sum = documents.reduce((units, { pointCount, size }) => units + 1 + pointCount + size / 1024, 0);
    let count = 0;
    const onPoints = (more: number) => {
      count += more;
      done += more;
      onProgress(done / sum);
    };
    const documentIds = order.docIds && documents.map(({ id }) => id);
    const points = await add("points.jsonl", pointLines(reads, { ...order, documentIds }, { signal, onPoints }));
    return { total: sum, collection, documents, notFound, points: { ...points, count } };
  });

  const nameOf = entryNamer("files");
  const documents: ArchiveContents["documents"][number][] = [];
  for (const document of contents.documents) {
    signal.throwIfAborted();
    const original = await openOriginal(document);
    if ("missing" in original) {
      documents.push({ document, file: original });
    } else {
      const writing = add(nameOf(document.docId), original.read(), original.modified);
      documents.push({ document, file: await writing.finally(() => original.close()) });
    }
    done += 1 + document.size / 1024;
    onProgress(done / total);
  }
  await add("manifest.json", manifestText({ ...contents, docIds: order.docIds, documents, time }));
}

async function findDocuments(reads: Reads, { collectionId, docIds }: TakenExport) {
  if (docIds !== null) {
    const ids = [...new Set(docIds)];
    const found = await Promise.all(ids.map((docId) => reads.findDocument(collectionId, docId)));
    const documents = found.flatMap((document) => (document ? [toExported(document)] : []));
    return { documents, notFound: ids.filter((_, index) => found[index] === undefined) };
  }
  const documents: ExportedDocument[] = [];
  for (;;) {
    const after = documents.at(-1)?.docId ?? null;
    const step = await reads.walkDocuments(collectionId, { after, limit: documentsOfStep });
    documents.push(...step.map(toExported));
    if (step.length < documentsOfStep) return { documents, notFound: [] };
  }
}

/** What an import has stored of a document's file stands in doc/info, too. */
function toExported(document: Document): ExportedDocument {
  const { id, docId, docName, processStatus, pointCount, filePath, members } = document;
  const { doc_hash: hash, doc_size: size } = members;
  return {
    ...{ id, docId, docName, processStatus, pointCount, filePath },
    hash: typeof hash === "string" ? hash : undefined,
    size: filePath !== null && typeof size === "number" ? size : 0,
  };
}

async function* pointLines(
  reads: Reads,
  { collectionId, documentIds }: { readonly collectionId: number; readonly documentIds: readonly number[] | null },
  { signal, onPoints }: { readonly signal: AbortSignal; readonly onPoints: (count: number) => void },
): AsyncGenerator<Buffer> {
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const step = await reads.walkPoints(collectionId, { documentIds, after, maximumBytes: stepLength });
    if (step.lastPointId === undefined) return;
    yield Buffer.from(step.lines);
    onPoints(step.count);
    after = step.lastPointId;
  }
}

/** Adds an entry, and resolves when all of it has been taken. It is compressed, and its permissions are rw-r--r--. */
async function addEntry(
  zip: ZipFile,
  { entry, modified, signal }: { readonly entry: string; readonly modified: Date; readonly signal: AbortSignal },
  chunks: AsyncIterable<Buffer>,
): Promise<WrittenEntry> {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const source = addAbortSignal(signal, Readable.from(counted(), { objectMode: false }));
  const mtime = new Date(Math.min(Math.max(0, modified.getTime()), latestTime));
  zip.addReadStream(source, entry, { mtime, mode: 0o100644 });
  await finished(source);
  return { entry, bytes, sha256: hash.digest("hex") };
}
