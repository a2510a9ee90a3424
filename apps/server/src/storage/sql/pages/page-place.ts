import { type RawBuilder, sql } from "kysely";

/** Which points a page holds, by their numbers among all that are asked for. */
export interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

/** Where a page stands: after so many of the points that a condition on the table `point` holds for, by their ids. */
export interface PagePlace {
  /** All matches, whatever the page holds. */
  readonly totalCount: number;
  readonly among: RawBuilder<unknown>;
  readonly skip: number;
}

/** A document that has points. */
export interface CountedDocument {
  readonly id: number;
  readonly pointCount: number;
}

/** The ids of documents as the list of an `in`. */
export function documentsOf(documents: readonly CountedDocument[]): RawBuilder<unknown> {
  return listed(documents.map(({ id }) => id));
}

/**
 * At least one value as the list of an `in`, the last one repeated until there are 1, 2, 4, 8, … of them: lists of all
 * lengths then need few different statements, and a prepared one is found again.
 */
export function listed(values: readonly (string | number)[]): RawBuilder<unknown> {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return sql`(${sql.join(Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)]))})`;
}
