import type { ImportLimits } from "./import-limits.js";
import type { CutDocument } from "./read-document.js";

/** A file that a reading process is to read. */
export interface ReadingOrder {
  /** Lower-case, without a dot. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  readonly limits: ImportLimits;
}

/** What became of it; a failure as the fields of DocumentFailure, since an error loses them between processes. */
export type ReadingAnswer =
  | { readonly kind: "document"; readonly document: CutDocument }
  | { readonly kind: "failure"; readonly message: string; readonly failedCode: number };
