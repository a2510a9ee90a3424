import type { StoredPoint } from "../../storage/records.js";
import type { DocumentContent, ReadingOrder } from "./read-document.js";

/** What a reading process is sent: a document to read, then, as often as it has batches, what asks for the next one. */
export type ReadingRequest = { readonly kind: "read"; readonly order: ReadingOrder } | { readonly kind: "next batch" };

/**
 * What it answers each with; a failure as the fields of DocumentFailure, since an error loses them between processes.
 * A batch that is undefined says that there are no more.
 */
export type ReadingAnswer =
  | { readonly kind: "document"; readonly content: DocumentContent }
  | { readonly kind: "failure"; readonly message: string; readonly failedCode: number }
  | { readonly kind: "batch"; readonly points: readonly StoredPoint[] | undefined };

/** What a document has passed when its reading process ends itself. */
export type PassedLimit = "CPU time" | "memory";

/**
 * The file descriptor of a pipe from a reading process to the import. The process writes to it which limit it has
 * passed, and ends when the other end is closed, as it is when the import has ended, however it did.
 */
export const lifelineDescriptor = 4;
