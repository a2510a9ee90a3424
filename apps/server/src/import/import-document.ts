import { type Collection, type DocumentFields, processStatus } from "../storage/records.js";
import type { Storage } from "../storage/storage.js";
import { PointIdTakenError } from "../storage/storage.js";
import { contentHash } from "./content-hash.js";
import { DocumentFailure, SystemFault } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import type { DocumentEvent } from "./import-options.js";
import type { QueuedDocument } from "./queue-documents.js";
import { type DocumentReading, withContent } from "./read-document.js";
import { readFile } from "./read-file.js";

/** With what documents are imported. */
export interface DocumentImport {
  readonly storage: Storage;
  readonly collection: Collection;
  readonly reading: DocumentReading;
  readonly limits: ImportLimits;
  readonly now: () => Date;
  readonly signal: AbortSignal | undefined;
}

/**
 * Imports one document: it is being processed (6) while its file is read, and then, in one transaction, done (0) with
 * its new points or failed (1) with none. Those of an earlier import can be read until then. Only what the file holds
 * makes it fail: when the system is at fault, the document waits as before with the points that it had.
 *
 * Where it may be put off it also waits as before when the system is at fault, or a point of it is another document's.
 *
 * @returns undefined when it waits because it was put off or the import was aborted
 */
export async function importDocument(
  tools: DocumentImport,
  { file, document }: QueuedDocument,
  { mayPutOff = false }: { readonly mayPutOff?: boolean } = {},
): Promise<DocumentEvent | undefined> {
  const { storage, collection, now, signal } = tools;
  const { docId, pointCount } = document;
  const put = (fields: DocumentFields) => storage.change((changes) => changes.putDocument(collection.id, fields));
  const processing: DocumentFields = {
    ...document,
    processStatus: processStatus.processing,
    updateTime: now().getTime(),
    members: { full_directory_path: `/${docId}` },
  };
  await put({ ...processing, members: document.members });
  try {
    return { type: "document", docId, outcome: "done", pointCount: await importFile(tools, file, processing) };
  } catch (error) {
    const isContent = error instanceof DocumentFailure || error instanceof PointIdTakenError;
    const isSystem = error instanceof SystemFault;
    if (!(isContent || isSystem || signal?.aborted)) throw error;
    const isPutOff = mayPutOff && !(error instanceof DocumentFailure);
    if (signal?.aborted || isPutOff || isSystem) {
      await put(document);
      if (signal?.aborted || isPutOff) return undefined;
      return { type: "document", docId, outcome: "waiting", pointCount, reason: (error as Error).message };
    }
    return await fail(tools, processing, error as Error);
  }
}

async function importFile(
  { storage, collection, reading, limits, now, signal }: DocumentImport,
  { path, extension }: QueuedDocument["file"],
  processing: DocumentFields,
): Promise<number> {
  const { bytes, hash } = await readFile(path, limits);
  const order = {
    extension,
    bytes,
    limits,
    collectionName: collection.name,
    document: processing,
    processTime: now().getTime(),
  };
  const { batches, pointCount, ...content } = await reading.read(order, signal);
  const { members, ...described } = withContent(processing, content);
  const done: DocumentFields = {
    ...described,
    processStatus: processStatus.done,
    updateTime: now().getTime(),
    contentHash: contentHash(hash, limits),
    members: { ...members, doc_size: bytes.length, doc_hash: hash },
  };
  await storage.change(async (changes) => {
    const { id } = await changes.putDocument(collection.id, done);
    await changes.replacePoints(id, batches);
  });
  return pointCount;
}

async function fail(
  { storage, collection, now }: DocumentImport,
  processing: DocumentFields,
  error: Error,
): Promise<DocumentEvent> {
  const { failedCode, message: failedMessage } =
    error instanceof DocumentFailure ? error : new DocumentFailure(error.message);
  const failed: DocumentFields = {
    ...processing,
    processStatus: processStatus.failed,
    failedCode,
    failedMessage,
    updateTime: now().getTime(),
    contentHash: null,
  };
  await storage.change(async (changes) => {
    const { id } = await changes.putDocument(collection.id, failed);
    await changes.replacePoints(id, []);
  });
  return { type: "document", docId: processing.docId, outcome: "failed", pointCount: 0, failedCode, failedMessage };
}
