import type { GivenLimits } from "./limits.js";

/** What is imported, and into which collection. */
export interface FolderImport {
  /** Folder of the documents; each file below it is one, by its path from there. */
  readonly folder: string;
  /** Collection to import into, made where there is none: letters, digits and `_`, a letter first, at most 64. */
  readonly collectionName: string;
  /** Project of the collection, made where there is none. Default: `default`. */
  readonly projectName?: string | undefined;
  /** Description of the collection. Default: that of an existing one stays, a new one has none. */
  readonly description?: string | undefined;
  /** Who is named as the one that made the collection and added the documents. Default: `local`. */
  readonly creator?: string | undefined;
  /** Whether documents of the collection that are not in the folder, also of others, are deleted. Default: false. */
  readonly prune?: boolean | undefined;
  readonly limits?: GivenLimits | undefined;
  /**
   * What the documents are in that are not in UTF-8: a label of the Encoding Standard, such as `shift_jis` or `latin1`.
   * Default: that in which a document was read before; for others, a byte order mark tells UTF-16, and GB 18030 is
   * taken for what is likely to be Chinese; the rest fail.
   */
  readonly encoding?: string | undefined;
}

/** How an import is followed, and how it is ended early. */
export interface ImportControl {
  /** Aborted, it ends the import. The document that is being read stays as it was, for the next import. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ImportEvent) => void) | undefined;
}

/** An import into a database. */
export interface ImportOptions extends FolderImport, ImportControl {
  /** The path of an SQLite file, or the URL of a PostgreSQL database. */
  readonly databasePath: string;
}

/** What has just happened in an import. */
export type ImportEvent =
  /** A file is no document. */
  | ({ readonly type: "skipped" } & SkippedFile)
  /** How many documents will be imported: they are new, have changed, failed, or were left by an earlier import. */
  | { readonly type: "queued"; readonly documents: number }
  | DocumentEvent;

/** What has become of a document. */
export type DocumentEvent = {
  readonly type: "document";
  readonly docId: string;
  /** Its points now. */
  readonly pointCount: number;
} & (
  | {
      readonly outcome: "done";
      /** As a {@link DecodedDocument} has it; absent when it was UTF-8. */
      readonly encoding?: string;
    }
  | { readonly outcome: "unchanged" | "deleted" }
  | ({ readonly outcome: "failed" } & DocumentFault)
  /** The system did not let it be read: it keeps its earlier points, and the next import tries again. */
  | ({ readonly outcome: "waiting" } & Pick<WaitingDocument, "reason">)
);

/** Why a document could not be imported. */
interface DocumentFault {
  /** Source: table `failed_code` of documentation page doc/info; 90001 for what it does not name. */
  readonly failedCode: number;
  /** The same in a sentence. */
  readonly failedMessage: string;
}

/** A file or folder that is not imported. */
export interface SkippedFile {
  /** From the folder that is imported, with `/`. */
  readonly path: string;
  /** A sentence. */
  readonly reason: string;
}

/** A document that could not be imported. */
export interface FailedDocument extends DocumentFault {
  readonly docId: string;
}

/** A document that could not be read, though nothing is wrong with it. */
export interface WaitingDocument {
  readonly docId: string;
  /** A sentence. */
  readonly reason: string;
}

/** A document that was not in UTF-8. */
export interface DecodedDocument {
  readonly docId: string;
  /** The encoding that it was read in, as the Encoding Standard calls it: `gb18030`, `utf-16le`. */
  readonly encoding: string;
}

/** What an import has done. */
export interface ImportReport {
  readonly collectionName: string;
  readonly projectName: string;
  readonly resourceId: string;
  /** Documents imported now. */
  readonly done: number;
  /** Those of them that were not in UTF-8. */
  readonly decoded: readonly DecodedDocument[];
  /** Documents that have not changed since they were imported. */
  readonly unchanged: number;
  readonly failed: readonly FailedDocument[];
  /** Documents that the system did not let be read: they keep their points, and the next import tries again. */
  readonly waiting: readonly WaitingDocument[];
  /** Documents deleted because their files are gone. */
  readonly deleted: number;
  /** Documents of this folder that stay though their files are no longer in it. */
  readonly gone: number;
  /**
   * Where there are such documents, how many `prune` would delete: these, and those from elsewhere. 0 where the folder
   * holds no document, since it is refused then.
   */
  readonly prunable: number;
  readonly skipped: readonly SkippedFile[];
  /** Points of the collection now. */
  readonly pointCount: number;
  /** Whether it was aborted before its end; the next import takes up what is left. */
  readonly interrupted: boolean;
}
