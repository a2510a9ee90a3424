import type { StoredPoint } from "../../storage/records.js";
import type { DocumentContent, ReadingOrder } from "./read-document.js";

/** What a reading process is sent: a document to read, then one request for each batch of its points. */
export type ReadingRequest = { readonly kind: "read"; readonly order: ReadingOrder } | { readonly kind: "next batch" };

/**
 * What it answers. A failure is sent as the fields of DocumentFailure, since an error loses them between processes, and
 * a fault as the message of SystemFault. An undefined batch says that there are no more.
 */
export type ReadingAnswer =
  | { readonly kind: "document"; readonly content: DocumentContent }
  | { readonly kind: "failure"; readonly message: string; readonly failedCode: number }
  | { readonly kind: "fault"; readonly message: string }
  | { readonly kind: "batch"; readonly points: readonly StoredPoint[] | undefined };

/** The limit that a document has passed when its reading process ends itself. */
export type PassedLimit = "CPU time" | "memory";

/**
 * The file descriptor of a pipe from a reading process to the import. The process writes to it which limit a document
 * has passed. It ends when the other end is closed, which happens when the import ends in whatever way.
 */
export const lifelineDescriptor = 4;
