import { lstat, realpath } from "node:fs/promises";
import { join, posix } from "node:path";
import { type Document, type DocumentFields, processStatus } from "../../storage/records.js";
import type { Changes } from "../../storage/storage.js";
import { DocumentFailure, SystemFault } from "../failures.js";
import type { SkippedFile } from "../options.js";
import { givesTheSame } from "../read/content-hash.js";
import type { DocumentReader, ReadingSettings } from "../read/formats/document-reader.js";
import { readFile } from "../read/read-file.js";
import type { FolderFile, WalkedFolder } from "./walk-folder.js";

/** A file that is to be imported. */
interface PlannedDocument {
  readonly file: FolderFile;
  /** What its document was up to now; undefined when it is new. */
  readonly before: Document | undefined;
}

/** What an import has to do. */
interface ImportPlan {
  /** Documents that are new, have changed, failed last time, or were left by an import that did not end. */
  readonly queued: readonly PlannedDocument[];
  readonly unchanged: readonly Document[];
  /** Those of them whose files are in another place than the stored one, as when their folder was moved. */
  readonly moved: readonly FolderFile[];
  readonly removed: readonly Document[];
  /** How many documents of this folder stay though their files are gone; with `prune` none does. */
  readonly gone: number;
  /** How many `prune` would remove then, also of other folders; none where it refuses, as this folder holds none. */
  readonly prunable: number;
  /** Empty folders whose documents are kept, although `prune` asks to remove them. */
  readonly kept: readonly SkippedFile[];
  /** Whether an abort left files unread. These are in no list, and nothing is removed. */
  readonly isCutShort: boolean;
}

/**
 * Compares a folder with the documents of its collection. With `prune` a document is removed when its file is gone,
 * unless the file may only seem to be gone: its folder is empty or could not be read, or the file is there again.
 */
export async function planImport(
  { folder, files, unreadPrefixes, emptyPrefixes }: WalkedFolder,
  documents: readonly Document[],
  {
    prune,
    readers,
    settings,
    signal,
  }: {
    prune: boolean;
    readers: ReadonlyMap<string, DocumentReader>;
    settings: ReadingSettings;
    signal: AbortSignal | undefined;
  },
): Promise<ImportPlan> {
  const stored = new Map(documents.map((document) => [document.docId, document]));
  const queued: PlannedDocument[] = [];
  const unchanged: Document[] = [];
  const moved: FolderFile[] = [];
  for (const file of files) {
    if (signal?.aborted) break;
    const before = stored.get(file.docId);
    if (before && (await isUnchanged(file, before, readers.get(file.extension), settings))) {
      unchanged.push(before);
      if (before.filePath !== file.path) moved.push(file);
    } else {
      queued.push({ file, before });
    }
  }
  const isCutShort = signal?.aborted === true;
  const present = new Set(files.map(({ docId }) => docId));
  const missing = documents.filter(({ docId }) => !present.has(docId));
  const place = await realpath(folder);
  // Other folders may be imported into the collection, too, also one in this folder or around it.
  const isOfThisFolder = ({ docId, filePath }: Document) =>
    filePath?.normalize("NFC") === join(place, docId).normalize("NFC");
  const isAsked = !isCutShort && (prune || missing.some(isOfThisFolder));
  const gone: Document[] = [];
  const keptBelow = new Map<string, number>();
  for (const document of isAsked ? missing : []) {
    const isBelow = (prefix: string) => document.docId.startsWith(prefix);
    const emptyPrefix = emptyPrefixes.find(isBelow);
    if (emptyPrefix !== undefined) keptBelow.set(emptyPrefix, (keptBelow.get(emptyPrefix) ?? 0) + 1);
    else if (!unreadPrefixes.some(isBelow) && (await isGone(join(folder, document.docId)))) gone.push(document);
  }
  const kept = prune ? [...keptBelow].map(keptFolder) : [];
  const stay = prune ? 0 : gone.filter(isOfThisFolder).length;
  const prunable = stay === 0 || files.length === 0 ? 0 : gone.length;
  return { queued, unchanged, moved, removed: prune ? gone : [], gone: stay, prunable, kept, isCutShort };
}

async function isGone(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}

function keptFolder([prefix, count]: [prefix: string, count: number]): SkippedFile {
  const documents = count === 1 ? "1 document of it is" : `${count} documents of it are`;
  const reason = `The folder is empty, as is the place of a disk that is not mounted, so ${documents} kept. Delete the folder to delete them.`;
  return { path: prefix.replace(/\/$/, ""), reason };
}

async function isUnchanged(
  file: FolderFile,
  document: Document,
  reader: DocumentReader | undefined,
  settings: ReadingSettings,
): Promise<boolean> {
  if (document.processStatus !== processStatus.done) return false;
  try {
    const { hash } = await readFile(file.path, settings.limits.maximumFileBytes);
    return givesTheSame(hash, reader, settings, document.contentHash);
  } catch (error) {
    // The document meets the same error in its turn, where it is reported.
    if (error instanceof DocumentFailure || error instanceof SystemFault) return false;
    throw error;
  }
}

/** A document that waits for its import. */
export interface QueuedDocument {
  readonly file: FolderFile;
  readonly document: Document;
  /** Its `process_status` before: still `processing` when a crash ended the import that read it; undefined when new. */
  readonly statusBefore: number | undefined;
}

/**
 * Stores the documents of a plan in the state that doc/info answers until their turn comes, and where those are that
 * moved.
 */
export async function queueDocuments(
  changes: Changes,
  collectionId: number,
  { queued, moved, removed }: ImportPlan,
  { creator, time }: { readonly creator: string; readonly time: number },
): Promise<QueuedDocument[]> {
  for (const { docId } of removed) {
    // Another import may have deleted it since.
    const document = await changes.findDocument(collectionId, docId);
    if (document === undefined) continue;
    const state = { processStatus: processStatus.deleting, failedCode: null, failedMessage: null };
    await changes.setDocumentState(document.id, state, time);
  }
  for (const { docId, path } of moved) {
    const document = await changes.findDocument(collectionId, docId);
    if (document) await changes.setDocumentFile(document.id, path);
  }
  const waiting: QueuedDocument[] = [];
  for (const planned of queued) {
    const { file, before } = planned;
    const document = await changes.putDocument(collectionId, waitingFields(planned, creator, time));
    waiting.push({ file, document, statusBefore: before?.processStatus });
  }
  return waiting;
}

function waitingFields({ file, before }: PlannedDocument, creator: string, time: number): DocumentFields {
  const { docId, extension } = file;
  // A document with points keeps them until the new ones are stored: it is being updated.
  const isUpdate = before?.processStatus === processStatus.done || (before?.pointCount ?? 0) > 0;
  return {
    docId,
    docName: posix.basename(docId),
    docType: extension,
    addType: "tos_fe",
    addedBy: before?.addedBy ?? creator,
    createTime: before?.createTime ?? time,
    updateTime: time,
    contentHash: before?.contentHash ?? null,
    members: before?.members ?? {},
    processStatus: isUpdate ? processStatus.updating : processStatus.queued,
    failedCode: null,
    failedMessage: null,
  };
}
