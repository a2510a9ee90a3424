import type { CollectionInfo, DocInfo, Point } from "../generated/models/index.js";

// The one place where the API's two units meet: seconds everywhere, and milliseconds in doc/info. There is a function
// for each answer, none for a bare number, since a number does not tell its unit.

/** The times of collections.info. Undefined is what the answer lacks: absent, null, 0, or no time at all. */
export function collectionTimes(collection: CollectionInfo): {
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
} {
  return { createdAt: fromSeconds(collection.create_time), updatedAt: fromSeconds(collection.update_time) };
}

/** The times of docs.info: the upload, and the last change. Undefined as in {@link collectionTimes}. */
export function docTimes(doc: DocInfo): { readonly createdAt: Date | undefined; readonly updatedAt: Date | undefined } {
  return { createdAt: fromMilliseconds(doc.create_time), updatedAt: fromMilliseconds(doc.update_time) };
}

/**
 * The times of a point: the end of its processing, its last change (newer answers), and the upload of its document.
 * Undefined as in {@link collectionTimes}.
 */
export function pointTimes(point: Point): {
  readonly processedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly docCreatedAt: Date | undefined;
} {
  return {
    processedAt: fromSeconds(point.process_time),
    updatedAt: fromSeconds(point.update_time),
    docCreatedAt: fromSeconds(point.doc_info?.create_time),
  };
}

function fromSeconds(time: unknown): Date | undefined {
  return typeof time === "number" ? fromMilliseconds(time * 1000) : undefined;
}

/** Nothing here is of 1970: 0 is a time that was not set. A number past the calendar's end makes no date either. */
function fromMilliseconds(time: unknown): Date | undefined {
  const date = new Date(typeof time === "number" && time > 0 ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
