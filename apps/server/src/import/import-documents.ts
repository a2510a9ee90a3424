import { setImmediate as turnOfEventLoop } from "node:timers/promises";
import { type Collection, type DocumentFields, processStatus } from "../storage/records.js";
import { type Changes, PointIdTakenError, type Storage } from "../storage/storage.js";
import { DocumentFailure, SystemFault } from "./failures.js";
import type { DocumentEvent } from "./options.js";
import type { QueuedDocument } from "./plan/plan-import.js";
import { contentHashOf, contentHashOfFailure, encodingBefore } from "./read/content-hash.js";
import type { DocumentReader, ReadingSettings } from "./read/formats/document-reader.js";
import { type DocumentReading, withContent } from "./read/read-document.js";
import { readFile } from "./read/read-file.js";

/** What an import of documents works with. */
interface DocumentImport {
  readonly storage: Storage;
  readonly collection: Collection;
  readonly reading: DocumentReading;
  /** By extension, as `reading` has them. */
  readonly readers: ReadonlyMap<string, DocumentReader>;
  readonly settings: ReadingSettings;
  readonly now: () => Date;
  readonly signal: AbortSignal | undefined;
}

/**
 * Imports documents one after the other until the signal is aborted: first what is new or has changed, then what failed
 * last time, which is likely to fail again.
 *
 * A document whose content may be good gets a second turn after these. It is one that the system did not let be read,
 * or one with a point that still belongs to another document, since a point may have moved from file to file. The
 * second turns are in the opposite order, since a document may wait for a point of the one after it.
 *
 * Documents that were being processed when an earlier import was ended come last, each read as if it were the first:
 * whatever ended that import may end this one too, and then no other document suffers for it.
 */
export async function* importDocuments(
  tools: DocumentImport,
  waiting: readonly QueuedDocument[],
): AsyncGenerator<DocumentEvent> {
  const hasFailed = ({ statusBefore }: QueuedDocument) => statusBefore === processStatus.failed;
  const hasEndedImport = ({ statusBefore }: QueuedDocument) => statusBefore === processStatus.processing;
  const isOther = (document: QueuedDocument) => !hasFailed(document) && !hasEndedImport(document);
  const putOff: QueuedDocument[] = [];
  for (const document of [...waiting.filter(isOther), ...waiting.filter(hasFailed)]) {
    if (await isAborted(tools.signal)) return;
    const event = await importDocument(tools, document, { mayPutOff: true });
    if (event) yield event;
    else putOff.unshift(document);
  }
  for (const document of [...putOff, ...waiting.filter(hasEndedImport)]) {
    if (await isAborted(tools.signal)) return;
    if (hasEndedImport(document)) tools.reading.renew();
    const event = await importDocument(tools, document, { mayPutOff: false });
    if (event) yield event;
  }
}

/** The storage blocks this thread, so a message that aborts the import arrives only after a turn of the event loop. */
export async function isAborted(signal: AbortSignal | undefined): Promise<boolean> {
  await turnOfEventLoop();
  return signal?.aborted === true;
}

/**
 * Imports one document: it is being processed (6) while its file is read, and then, in one transaction, done (0) with
 * its new points or failed (1) with none. Those of an earlier import can be read until then. Only what the file holds
 * makes it fail: when the system is at fault, the document waits as before with the points that it had.
 *
 * @returns undefined when it waits for its second turn, or because the import was aborted
 */
async function importDocument(
  tools: DocumentImport,
  { file, document }: QueuedDocument,
  { mayPutOff }: { readonly mayPutOff: boolean },
): Promise<DocumentEvent | undefined> {
  const { storage, collection, now, signal } = tools;
  const { docId } = document;
  const put = (fields: DocumentFields, points?: Parameters<Changes["replacePoints"]>[1], ending?: string) =>
    storage.change(async (changes) => {
      const { id } = await changes.putDocument(collection.id, fields);
      if (!points) return;
      await changes.replacePoints(id, points, ending);
      await changes.setDocumentFile(id, file.path);
    });
  const processing: DocumentFields = {
    ...document,
    processStatus: processStatus.processing,
    updateTime: now().getTime(),
    members: { full_directory_path: `/${docId}` },
  };
  await put({ ...processing, members: document.members });
  try {
    const { fields, batches, ending, pointCount, encoding } = await readInto(processing, file, tools);
    await put(fields, batches, ending);
    return { type: "document", docId, outcome: "done", pointCount, ...(encoding === undefined ? {} : { encoding }) };
  } catch (error) {
    const isOfContent = error instanceof DocumentFailure;
    const mayPass = error instanceof SystemFault || error instanceof PointIdTakenError;
    if (!(isOfContent || mayPass || signal?.aborted)) throw error;
    const { message } = error as Error;
    const isPutOff = signal?.aborted || (mayPutOff && mayPass);
    if (isPutOff || error instanceof SystemFault) {
      await put(document);
      if (isPutOff) return undefined;
      return { type: "document", docId, outcome: "waiting", pointCount: document.pointCount, reason: message };
    }
    const { failedCode, message: failedMessage } = isOfContent ? error : new DocumentFailure(message);
    const failure = { failedCode, failedMessage };
    const updateTime = now().getTime();
    const contentHash = contentHashOfFailure(document.contentHash);
    await put({ ...processing, ...failure, processStatus: processStatus.failed, updateTime, contentHash }, []);
    return { type: "document", docId, outcome: "failed", pointCount: 0, ...failure };
  }
}

/** Reads the file of a document: what the document becomes, and its points. */
async function readInto(
  processing: DocumentFields,
  { path, extension }: QueuedDocument["file"],
  { collection, reading, readers, settings, now, signal }: DocumentImport,
) {
  const { bytes, hash } = await readFile(path, settings.limits.maximumFileBytes);
  const processTime = now().getTime();
  const { contentHash: before } = processing;
  const remembered = settings.encoding === undefined ? encodingBefore(before) : undefined;
  const order = {
    extension,
    bytes,
    ...settings,
    encoding: settings.encoding ?? remembered,
    isEncodingRemembered: remembered !== undefined,
    collectionName: collection.name,
    document: processing,
    processTime,
  };
  const { batches, ending, pointCount, encoding, ...content } = await reading.read(order, signal);
  const { members, ...described } = withContent(processing, content);
  const fields: DocumentFields = {
    ...described,
    processStatus: processStatus.done,
    updateTime: now().getTime(),
    contentHash: contentHashOf(hash, readers.get(extension), settings, { before, found: encoding }),
    members: { ...members, doc_size: bytes.length, doc_hash: hash },
  };
  return { fields, batches, ending, pointCount, encoding };
}
