import type { FolderImport, ImportEvent, ImportReport } from "./import-options.js";

/** What the worker of an import is given. */
export interface ImportTask {
  readonly databasePath: string;
  readonly folderImport: FolderImport;
  /** Whether the import was aborted before it began. */
  readonly aborted: boolean;
}

/** What it sends: events, and in the end the report or why there is none. It is sent anything to abort the import. */
export type ImportMessage =
  | { readonly kind: "event"; readonly event: ImportEvent }
  | { readonly kind: "report"; readonly report: ImportReport }
  | { readonly kind: "error"; readonly message: string };
