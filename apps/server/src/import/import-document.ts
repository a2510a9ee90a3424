import { PointIdTakenError } from "../storage/point-id-taken-error.js";
import { type Collection, type DocumentFields, processStatus } from "../storage/records.js";
import type { Storage } from "../storage/storage.js";
import { toStoredPoint } from "../wire/point-wire.js";
import { contentHash } from "./content-hash.js";
import { DocumentFailure } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import type { DocumentEvent } from "./import-options.js";
import type { QueuedDocument } from "./queue-documents.js";
import { readDocument } from "./read-document.js";
import { readFile } from "./read-file.js";
import type { DocumentReader } from "./readers/document-reader.js";

/** With what documents are imported. */
export interface DocumentImport {
  readonly storage: Storage;
  readonly collection: Collection;
  readonly readers: ReadonlyMap<string, DocumentReader>;
  readonly limits: ImportLimits;
  readonly now: () => Date;
}

/**
 * Imports one document: it is being processed (6) while its file is read, and then, at one blow, done (0) with its new
 * points or failed (1) with none. Those of an earlier import can be read until then. Where it may be put off, one that
 * has a point of another document waits again, as before.
 *
 * @returns undefined when it is put off
 */
export async function importDocument(
  tools: DocumentImport,
  queued: QueuedDocument,
  { mayPutOff = false }: { readonly mayPutOff?: boolean } = {},
): Promise<DocumentEvent | undefined> {
  const { storage, collection, now } = tools;
  const { docId } = queued.document;
  const processing: DocumentFields = {
    ...queued.document,
    processStatus: processStatus.processing,
    updateTime: now().getTime(),
  };
  await storage.change((changes) => changes.putDocument(collection.id, processing));
  try {
    const pointCount = await importFile(tools, queued, processing);
    return { type: "document", docId, outcome: "done", pointCount };
  } catch (error) {
    if (mayPutOff && error instanceof PointIdTakenError) {
      await storage.change((changes) => changes.putDocument(collection.id, queued.document));
      return undefined;
    }
    const failure = asFailure(error);
    const failed: DocumentFields = {
      ...processing,
      processStatus: processStatus.failed,
      failedCode: failure.failedCode,
      failedMessage: failure.message,
      updateTime: now().getTime(),
      contentHash: null,
      members: pathMember(docId),
    };
    await storage.change(async (changes) => {
      const { id } = await changes.putDocument(collection.id, failed);
      await changes.replacePoints(id, []);
    });
    const { failedCode, message: failedMessage } = failure;
    return { type: "document", docId, outcome: "failed", pointCount: 0, failedCode, failedMessage };
  }
}

async function importFile(
  { storage, collection, readers, limits, now }: DocumentImport,
  { file }: QueuedDocument,
  processing: DocumentFields,
): Promise<number> {
  const reader = readers.get(file.extension);
  if (reader === undefined) throw new Error(`There is no reader for files of type ${file.extension}.`);
  const content = await readFile(file.path, limits);
  const { title, meta, points } = await readDocument(content.bytes, reader, limits);
  const processTime = now().getTime();
  const done: DocumentFields = {
    ...processing,
    processStatus: processStatus.done,
    updateTime: processTime,
    contentHash: contentHash(content.hash, limits),
    members: {
      ...(title === undefined ? {} : { title }),
      ...(meta === undefined ? {} : { meta }),
      ...pathMember(file.docId),
      doc_size: content.bytes.length,
      doc_hash: content.hash,
    },
  };
  const stored = points.map((point, chunkId) =>
    toStoredPoint(collection.name, done, { ...point, chunkId, processTime }),
  );
  await storage.change(async (changes) => {
    const { id } = await changes.putDocument(collection.id, done);
    await changes.replacePoints(id, stored);
  });
  return stored.length;
}

function pathMember(docId: string) {
  return { full_directory_path: `/${docId}` };
}

function asFailure(error: unknown): DocumentFailure {
  if (error instanceof DocumentFailure) return error;
  if (error instanceof PointIdTakenError) return new DocumentFailure(error.message);
  throw error;
}
