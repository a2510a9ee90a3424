import { type RawBuilder, sql } from "kysely";
import type { PointPage, PointQuery } from "../../records.js";
import { type Given, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { findInCollection } from "./find-in-collection.js";
import { findPage } from "./find-page.js";
import type { PagePlace } from "./page-place.js";
import { type PageSizes, pageSizes } from "./sizes.js";

/**
 * One page of points, whose JSON texts are only joined. Columns of ids compare by their UTF-8 bytes (SQLite's BINARY, PostgreSQL's "C"), which is the
 * order that is wanted.
 */
export async function listPoints(
  database: Database,
  collectionId: number,
  query: PointQuery,
  sizes: PageSizes = pageSizes,
): Promise<PointPage> {
  const { offset, limit, withLinks } = query;
  if (!query.docIds && !query.pointIds) {
    // What is asked most.
    const { totalCount, firstPointId, skip } = await findInCollection(database, sizes, collectionId, offset);
    if (limit === 0 || offset >= totalCount) return toPage(totalCount, []);
    const page = withLinks ? pageOfCollectionWithLinks : pageOfCollection;
    return toPage(totalCount, await page(database, { collectionId, firstPointId, limit, skip }));
  }
  const place = await findPage(database, sizes, collectionId, query);
  if (limit === 0 || offset >= place.totalCount) return toPage(place.totalCount, []);
  const { rows } = await pageOfPoints(place, query).execute(database);
  return toPage(place.totalCount, rows);
}

interface PointRow {
  readonly wire: string;
}

function toPage(totalCount: number, rows: readonly PointRow[]): PointPage {
  const wires = rows.map(({ wire }) => wire);
  return { totalCount, count: wires.length, wireList: `[${wires.join()}]` };
}

/** A point's text is looked at only when its place in the index is past those that are skipped. */
function pageOfAll(withLinks: boolean) {
  type Values = Given<{ collectionId: number; firstPointId: string; limit: number; skip: number }>;
  return statement(
    (_database, { collectionId, firstPointId, limit, skip }: Values) => sql<PointRow>`
      select ${wireOf(withLinks)} as wire from point
      where collection_id = ${collectionId} and point_id >= ${firstPointId}
      order by point_id limit ${limit} offset ${skip}`,
  );
}
const pageOfCollection = pageOfAll(false);
const pageOfCollectionWithLinks = pageOfAll(true);

/**
 * A page among points that a condition of its own holds for. It is found in an index alone, and only its own points are
 * read: some conditions give points in another order, and these must be sorted first.
 */
function pageOfPoints(
  { among, skip }: PagePlace,
  { limit, withLinks }: Pick<PointQuery, "limit" | "withLinks">,
): RawBuilder<PointRow> {
  return sql`
    select ${wireOf(withLinks)} as wire
    from (select id, point_id from point where ${among} order by point_id limit ${limit} offset ${skip}) as page
    join point on point.id = page.id
    order by page.point_id`;
}

function wireOf(withLinks: boolean): RawBuilder<unknown> {
  return withLinks ? sql`coalesce(point.wire_with_links, point.wire)` : sql`point.wire`;
}
