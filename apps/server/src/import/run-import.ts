import { randomBytes as realRandomBytes } from "node:crypto";
import {
  checkCollectionName,
  checkProjectName,
  defaultProject,
  findNamedCollection,
  newResourceId,
} from "../collections.js";
import type { Storage } from "../storage/storage.js";
import { type CollectionFile, collectionFileName, parseCollectionFile } from "./collection-file.js";
import { endImport, ensureCollection } from "./collection-for-import.js";
import { importDocuments, isAborted } from "./import-documents.js";
import { completeLimits, defaultLimits } from "./limits.js";
import type {
  DecodedDocument,
  FailedDocument,
  FolderImport,
  ImportControl,
  ImportEvent,
  ImportReport,
  SkippedFile,
  WaitingDocument,
} from "./options.js";
import { planImport, queueDocuments } from "./plan/plan-import.js";
import { walkFolder } from "./plan/walk-folder.js";
import { decodeText, encodingOf } from "./read/decode-text.js";
import type { DocumentReader } from "./read/formats/document-reader.js";
import { type DocumentReading, readingHere } from "./read/read-document.js";
import { readFile } from "./read/read-file.js";
import { documentReaders } from "./read/readers.js";

/** What follows and ends an import, and what it works with; the real things by default. */
interface ImportTools extends ImportControl {
  readonly now?: (() => Date) | undefined;
  readonly randomBytes?: ((size: number) => Uint8Array) | undefined;
  /** By extension, lower-case and without a dot. */
  readonly readers?: ReadonlyMap<string, DocumentReader> | undefined;
  /** Where documents are read. Default: in this thread, by `readers`. */
  readonly reading?: DocumentReading | undefined;
}

/**
 * Imports a folder: each file whose type has a reader becomes a document, and is imported anew when it has changed.
 * Others may read the collection meanwhile. They see new documents queued (2) and changed ones being updated (3), each
 * in its turn being processed (6), and then, in one transaction with its points, done (0) or failed (1). The earlier
 * points of a document can be read until then; a failed one has none. A document that the system does not let be read
 * keeps its points and waits for the next import. What failed, waits, or was left by an import that did not end is
 * imported again even when its file is the same.
 *
 * @throws Error when the names, the encoding or limits are not valid, the folder cannot be read, the folder holds no
 * document and the collection is new or to be pruned, or the storage fails. A file that cannot be imported is in the
 * report instead.
 */
export async function runImport(
  storage: Storage,
  options: FolderImport,
  tools: ImportTools = {},
): Promise<ImportReport> {
  const { now = () => new Date(), randomBytes = realRandomBytes, readers = documentReaders, signal } = tools;
  const { reading = readingHere(readers) } = tools;
  const { folder, collectionName, creator = "local", prune = false } = options;
  checkCollectionName(collectionName);
  completeLimits(options.limits);
  const encoding = options.encoding === undefined ? undefined : encodingOf(options.encoding);
  const extensions = [...readers.keys()];
  const counts = newCounts();
  const tell = (event: ImportEvent) => {
    count(counts, event);
    tools.onProgress?.(event);
  };

  const walked = await walkFolder(folder, extensions);
  const said = walked.collectionFile === undefined ? {} : await readCollectionFile(walked.collectionFile, encoding);
  const { description = said.description, projectName = said.project ?? defaultProject } = options;
  checkProjectName(projectName);
  const limits = completeLimits({
    ...options.limits,
    maximumChunkLength: options.limits?.maximumChunkLength ?? said.chunk_length,
  });
  const settings = { limits, encoding, table: said.table };
  const documents = await storage.read(async (reads) => {
    const collection = await findNamedCollection(reads, { projectName, name: collectionName });
    return collection && (await reads.listDocuments(collection.id));
  });
  // A folder that is not mounted, or a path that is wrong, must not delete a collection.
  if (walked.files.length === 0 && (!documents || prune)) throw nothingToImport(folder, extensions);
  // Nor what it says of itself.
  const table = walked.files.length === 0 && walked.collectionFile === undefined ? ("kept" as const) : said.table;
  for (const skipped of walked.skipped) tell({ type: "skipped", ...skipped });
  const plan = await planImport(walked, documents ?? [], { prune, readers, settings, signal });
  for (const kept of plan.kept) tell({ type: "skipped", ...kept });

  const { collection, waiting } = await storage.change(async (changes) => {
    const time = now().getTime();
    const resourceId = newResourceId(randomBytes);
    const wanted = {
      projectName,
      name: collectionName,
      description,
      table,
      creator,
      resourceId,
      createTime: time,
    };
    const ensured = await ensureCollection(changes, wanted);
    return { collection: ensured, waiting: await queueDocuments(changes, ensured.id, plan, { creator, time }) };
  });
  tell({ type: "queued", documents: waiting.length });

  for (const { docId, pointCount } of plan.unchanged) {
    tell({ type: "document", docId, outcome: "unchanged", pointCount });
  }
  // Deleted first: the points of a new document may have the ids of one that is gone.
  for (const { id, docId } of plan.removed) {
    if (await isAborted(signal)) break;
    await storage.change((changes) => changes.deleteDocument(id));
    tell({ type: "document", docId, outcome: "deleted", pointCount: 0 });
  }
  const importing = importDocuments({ storage, collection, reading, readers, settings, now, signal }, waiting);
  for await (const event of importing) tell(event);

  const { done, failed, deleted, unchanged } = counts;
  const told = done + failed.length + counts.waiting.length + unchanged;
  const interrupted = plan.isCutShort || told < walked.files.length || deleted < plan.removed.length;
  const pointCount = await endImport(storage, collection, {
    isChanged: done + failed.length + deleted > 0,
    isInterrupted: interrupted,
    time: now().getTime(),
  });
  const { resourceId } = collection;
  const { gone, prunable } = plan;
  return { collectionName, projectName, resourceId, ...counts, gone, prunable, pointCount, interrupted };
}

/** @throws Error, a sentence, when it cannot be read, or is no such file. */
async function readCollectionFile(path: string, encoding: string | undefined): Promise<CollectionFile> {
  const readText = async () => decodeText((await readFile(path, defaultLimits.maximumFileBytes)).bytes, encoding).text;
  const text = await readText().catch((error: Error) => {
    throw new Error(`${collectionFileName}: ${error.message}`);
  });
  return parseCollectionFile(text);
}

function nothingToImport(folder: string, extensions: readonly string[]): Error {
  const types = extensions.map((extension) => `.${extension}`).join(", ");
  return new Error(`There is nothing to import in ${folder}: put files there whose names end in ${types}.`);
}

/** What a report counts. */
function newCounts() {
  return {
    done: 0,
    decoded: [] as DecodedDocument[],
    unchanged: 0,
    deleted: 0,
    failed: [] as FailedDocument[],
    waiting: [] as WaitingDocument[],
    skipped: [] as SkippedFile[],
  };
}

function count(counts: ReturnType<typeof newCounts>, event: ImportEvent): void {
  if (event.type === "skipped") counts.skipped.push({ path: event.path, reason: event.reason });
  if (event.type !== "document") return;
  if (event.outcome === "failed") {
    const { docId, failedCode, failedMessage } = event;
    counts.failed.push({ docId, failedCode, failedMessage });
  } else if (event.outcome === "waiting") {
    counts.waiting.push({ docId: event.docId, reason: event.reason });
  } else {
    counts[event.outcome]++;
    if (event.outcome !== "done" || event.encoding === undefined) return;
    counts.decoded.push({ docId: event.docId, encoding: event.encoding });
  }
}
