/** Which points a page holds, by their numbers among all that are asked for. */
export interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

/** Where a page of some documents stands: after so many of their points from one id on, and before another. */
export interface PlaceInDocuments {
  /** Those that may have points on the page: at least one. */
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
