import type { CollectionInfo, DocInfo, Point } from "../generated/models/index.js";

// The API uses seconds everywhere except in doc/info, which has milliseconds. Only this file converts them. There is
// one function for each answer and none for a single number, since a number does not show its unit.

/** The times of collections.info. Undefined when the answer has no time: it is absent, null, 0, or not a time. */
export function collectionTimes(collection: CollectionInfo): {
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
} {
  return { createdAt: fromSeconds(collection.create_time), updatedAt: fromSeconds(collection.update_time) };
}

/** The times of docs.info: the upload and the last change. Undefined as in {@link collectionTimes}. */
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

/**
 * 0 means that the time was not set: nothing here dates from 1970. A number beyond the calendar's end gives no date
 * either.
 */
function fromMilliseconds(time: unknown): Date | undefined {
  const date = new Date(typeof time === "number" && time > 0 ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
