import { posix } from "node:path";
import { type Document, type DocumentFields, processStatus } from "../../storage/records.js";
import type { Changes } from "../../storage/storage.js";
import type { ImportPlan, PlannedDocument } from "./plan-import.js";
import type { FolderFile } from "./walk-folder.js";

/** A document that waits for its import. */
export interface QueuedDocument {
  readonly file: FolderFile;
  readonly document: Document;
  /** Its `process_status` before; still `processing` when a crash ended the import that read it. None: it is new. */
  readonly statusBefore: number | undefined;
}

/** Makes the documents of a plan wait, each in the state that doc/info answers meanwhile. */
export async function queueDocuments(
  changes: Changes,
  collectionId: number,
  { queued, removed }: ImportPlan,
  { creator, time }: { readonly creator: string; readonly time: number },
): Promise<QueuedDocument[]> {
  for (const { docId } of removed) {
    // Another import may have deleted it since.
    const document = await changes.findDocument(collectionId, docId);
    if (document === undefined) continue;
    const state = { processStatus: processStatus.deleting, failedCode: null, failedMessage: null };
    await changes.setDocumentState(document.id, state, time);
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
  // One that was imported before keeps its points until the new ones are there, and so is being updated.
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
