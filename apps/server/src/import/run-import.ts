import { randomBytes as realRandomBytes } from "node:crypto";
import type { Storage } from "../storage/storage.js";
import { checkCollectionName, checkProjectName } from "./check-names.js";
import { endImport, ensureCollection, findExisting } from "./collection-for-import.js";
import { importInTurn, isAborted } from "./import-in-turn.js";
import { completeLimits } from "./import-limits.js";
import type { FolderImport, ImportControl, ImportReport } from "./import-options.js";
import { createTally } from "./import-tally.js";
import { planImport } from "./plan-import.js";
import { queueDocuments } from "./queue-documents.js";
import { type DocumentReading, readingHere } from "./read-document.js";
import type { DocumentReader } from "./readers/document-reader.js";
import { documentReaders } from "./readers/document-readers.js";
import { walkFolder } from "./walk-folder.js";

/** Who follows an import, and what it works with; the real things by default. */
export interface ImportTools extends ImportControl {
  readonly now?: (() => Date) | undefined;
  readonly randomBytes?: ((size: number) => Uint8Array) | undefined;
  /** By extension, lower-case and without a dot. */
  readonly readers?: ReadonlyMap<string, DocumentReader> | undefined;
  /** Where documents are read. Default: here, by the readers. */
  readonly reading?: DocumentReading | undefined;
}

/**
 * Imports a folder: each file whose type has a reader becomes a document, and is imported anew when it has changed.
 * Others may read the collection meanwhile. They see new documents queued (2) and changed ones being updated (3), each
 * in its turn being processed (6), and then, in one transaction with its points, done (0) or failed (1). The earlier
 * points of a document can be read until then; a failed one has none. One that the system does not let be read waits
 * with them for the next import. A document that failed or waits, or that an import left before its end, is imported
 * again even when its file is the same.
 *
 * @throws Error when the names or limits are not valid, the folder cannot be read or holds nothing, be it
 * for a new collection or to prune by, or the storage fails. A file that cannot be imported is in the report instead.
 */
export async function runImport(
  storage: Storage,
  options: FolderImport,
  tools: ImportTools = {},
): Promise<ImportReport> {
  const { now = () => new Date(), randomBytes = realRandomBytes, readers = documentReaders, signal } = tools;
  const { reading = readingHere(readers) } = tools;
  const { folder, collectionName, projectName = "default", description, creator = "local", prune = false } = options;
  checkCollectionName(collectionName);
  checkProjectName(projectName);
  const limits = completeLimits(options.limits);
  const tally = createTally(tools.onProgress ?? (() => {}));

  const walked = await walkFolder(folder, [...readers.keys()]);
  const existing = await findExisting(storage, projectName, collectionName);
  // A folder that is not mounted, or a path that is wrong, must not delete a collection.
  if (walked.files.length === 0 && (!existing || prune)) throw nothingToImport(folder, [...readers.keys()]);
  for (const skipped of walked.skipped) tally.tell({ type: "skipped", ...skipped });
  const plan = await planImport(walked, existing?.documents ?? [], { prune, limits, signal });
  for (const kept of plan.kept) tally.tell({ type: "skipped", ...kept });

  const { collection, waiting } = await storage.change(async (changes) => {
    const time = now().getTime();
    const resourceId = `kb-${Buffer.from(randomBytes(8)).toString("hex")}`;
    const wanted = { projectName, collectionName, description, creator, resourceId, createTime: time };
    const ensured = await ensureCollection(changes, wanted);
    return { collection: ensured, waiting: await queueDocuments(changes, ensured.id, plan, { creator, time }) };
  });
  tally.tell({ type: "queued", documents: waiting.length });

  for (const { docId, pointCount } of plan.unchanged) {
    tally.tell({ type: "document", docId, outcome: "unchanged", pointCount });
  }
  // Deleted first: the points of a new document may have the ids of one that is gone.
  for (const { id, docId } of plan.removed) {
    if (await isAborted(signal)) break;
    await storage.change((changes) => changes.deleteDocument(id));
    tally.tell({ type: "document", docId, outcome: "deleted", pointCount: 0 });
  }
  const importing = importInTurn({ storage, collection, reading, limits, now, signal }, waiting);
  for await (const event of importing) tally.tell(event);

  const counts = tally.current();
  const { done, failed, deleted, unchanged } = counts;
  const told = done + failed.length + counts.waiting.length + unchanged;
  const isUnfinished = told < walked.files.length || deleted < plan.removed.length;
  const interrupted = plan.isCutShort || isUnfinished;
  const { resourceId, pointCount } = await endImport(storage, collection, {
    isChanged: done + failed.length + deleted > 0,
    isInterrupted: interrupted,
    time: now().getTime(),
  });
  return { collectionName, projectName, resourceId, ...counts, pointCount, interrupted };
}

function nothingToImport(folder: string, extensions: readonly string[]): Error {
  const types = extensions.map((extension) => `.${extension}`).join(", ");
  return new Error(`There is nothing to import in ${folder}: put files there whose names end in ${types}.`);
}
