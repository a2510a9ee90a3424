import { type Document, processStatus } from "../storage/records.js";
import { contentHash } from "./content-hash.js";
import { DocumentFailure } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";
import { readFile } from "./read-file.js";
import type { FolderFile, WalkedFolder } from "./walk-folder.js";

/** A file that is to be imported. */
export interface PlannedDocument {
  readonly file: FolderFile;
  /** What its document was up to now; undefined when it is new. */
  readonly before: Document | undefined;
}

/** What an import has to do. */
export interface ImportPlan {
  /** New, changed, failed before, or left by an import that did not end. */
  readonly queued: readonly PlannedDocument[];
  readonly unchanged: readonly Document[];
  readonly removed: readonly Document[];
  /** Whether an abort left files unread: they are in no list, and nothing is removed. */
  readonly isCutShort: boolean;
}

/** What a plan depends on besides the folder. */
export interface PlanOptions {
  readonly prune: boolean;
  readonly limits: ImportLimits;
  readonly signal: AbortSignal | undefined;
}

/** Compares a folder with the documents of its collection. */
export async function planImport(
  { files, unreadPrefixes }: WalkedFolder,
  documents: readonly Document[],
  { prune, limits, signal }: PlanOptions,
): Promise<ImportPlan> {
  const stored = new Map(documents.map((document) => [document.docId, document]));
  const queued: PlannedDocument[] = [];
  const unchanged: Document[] = [];
  for (const file of files) {
    if (signal?.aborted) break;
    const before = stored.get(file.docId);
    if (before && (await isUnchanged(file, before, limits))) unchanged.push(before);
    else queued.push({ file, before });
  }
  const present = new Set(files.map(({ docId }) => docId));
  const isGone = ({ docId }: Document) =>
    !present.has(docId) && !unreadPrefixes.some((prefix) => docId.startsWith(prefix));
  const isCutShort = signal?.aborted === true;
  return { queued, unchanged, removed: prune && !isCutShort ? documents.filter(isGone) : [], isCutShort };
}

async function isUnchanged(file: FolderFile, document: Document, limits: ImportLimits): Promise<boolean> {
  if (document.processStatus !== processStatus.done) return false;
  try {
    const { hash } = await readFile(file.path, limits);
    return contentHash(hash, limits) === document.contentHash;
  } catch (error) {
    // It will fail again when its turn comes, and then be told of.
    if (error instanceof DocumentFailure) return false;
    throw error;
  }
}
