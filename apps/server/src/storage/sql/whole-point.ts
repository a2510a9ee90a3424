import { sql } from "kysely";

/** A point's text, with the ending that the points of its document have in common. */
export interface PointRow {
  readonly wire: string;
  /** Null when the document has none: then the texts of its points are whole. */
  readonly ending: string | null;
}

/** The `ending` of each row that a query takes from `point`. */
export const endingOfPoint = sql<string | null>`(select point_ending from document where id = point.document_id)`;

/** The text of a point as it is answered. Whole, it ends in a brace. */
export function wholePoint({ wire, ending }: PointRow): string {
  return ending !== null && wire.endsWith(",") ? wire + ending : wire;
}
