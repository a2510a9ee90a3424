/** Which points a page holds, by their numbers among all that are asked for. */
export interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

/** Where a page stands: after so many points of one document, or of some, from one id on. */
export type PlaceInDocuments = PlaceInDocument | PlaceAmongDocuments;

/** All points of the page are of one document. */
interface PlaceInDocument {
  readonly documentId: number;
  readonly low: string;
  readonly skip: number;
}

/** The page may hold points of several documents, all of which stand before the id `high`. */
interface PlaceAmongDocuments {
  readonly documentIds: readonly number[];
  readonly low: string;
  readonly high: string;
  readonly skip: number;
}

/** A document that has points. */
export interface CountedDocument {
  readonly id: number;
  readonly pointCount: number;
}
