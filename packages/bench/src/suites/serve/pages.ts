import { type Collection, collectionName, docId, pointId } from "./collection.js";
import type { BodyOf } from "./requests.js";

/** Which points the requests of a contestant ask for, and what comes back. */
export interface Pages {
  readonly bodyOf: BodyOf;
  /** Ids of the points on the page of a request, by its number, and how many points match. */
  readonly expected: (number: number) => { readonly ids: readonly string[]; readonly total: number };
}

/** Points of a page. */
const limit = 10;
/** How many pages beside each other are asked for, so that none is the only one. */
const neighbours = 64;

/** Where pages begin, by the number of the request. */
type Offset = (number: number, points: number) => number;

const within = (number: number) => (number % neighbours) * limit;

/** Where pages may begin. */
export const offsets = {
  start: within,
  middle: (number, points) => points / 2 + within(number),
  end: (number, points) => points - neighbours * limit + within(number),
  /** Evenly over all points, in no order: 7,919 is a prime. */
  everywhere: (number, points) => (number * 7_919 * limit) % points,
} satisfies Record<string, Offset>;

/** Pages of a whole collection. */
export function pagesOfAll({ points }: Collection, offset: Offset): Pages {
  const offsetOf = (number: number) => offset(number, points);
  return {
    bodyOf: (number) => ({ collection_name: collectionName, offset: offsetOf(number), limit }),
    expected: (number) => ({ ids: pointsFrom(offsetOf(number)), total: points }),
  };
}

/** Pages of every other document of a collection, of which there may be no more than `doc_ids` takes. */
export function pagesOfDocuments({ points, documents }: Collection, offset: Offset): Pages {
  const doc_ids = Array.from({ length: documents / 2 }, (_, index) => docId(2 * index));
  const perDocument = points / documents;
  const offsetOf = (number: number) => offset(number, points / 2);
  const placeOf = (match: number) => 2 * perDocument * Math.floor(match / perDocument) + (match % perDocument);
  return {
    bodyOf: (number) => ({ collection_name: collectionName, doc_ids, offset: offsetOf(number), limit }),
    expected: (number) => ({ ids: pointsFrom(placeOf(offsetOf(number))), total: points / 2 }),
  };
}

/** The first page of one document after the other. */
export function pagesOfOneDocument({ points, documents }: Collection): Pages {
  const perDocument = points / documents;
  const documentOf = (number: number) => number % documents;
  return {
    bodyOf: (number) => ({ collection_name: collectionName, doc_ids: [docId(documentOf(number))], limit }),
    expected: (number) => ({ ids: pointsFrom(documentOf(number) * perDocument), total: perDocument }),
  };
}

/** Ten points by their ids. */
export function pagesOfPoints({ points }: Collection): Pages {
  const idsOf = (number: number) => pointsFrom(offsets.everywhere(number, points));
  return {
    bodyOf: (number) => ({ collection_name: collectionName, point_ids: idsOf(number), limit }),
    expected: (number) => ({ ids: idsOf(number), total: limit }),
  };
}

function pointsFrom(place: number): string[] {
  return Array.from({ length: limit }, (_, index) => pointId(place + index));
}
