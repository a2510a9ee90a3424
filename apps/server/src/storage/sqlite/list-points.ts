import { type RawBuilder, sql } from "kysely";
import type { PointPage, PointQuery } from "../records.js";
import type { Database } from "../sql/tables.js";
import { isWellFormed } from "../well-formed.js";

/** One page of points. SQLite puts its JSON together, which takes less CPU time than joining rows here. */
export async function listPoints(database: Database, collectionId: number, query: PointQuery): Promise<PointPage> {
  const { rows: counts } = await countOfPoints(collectionId, query).execute(database);
  const { rows: pages } = await pageOfPoints(collectionId, query).execute(database);
  return {
    totalCount: counts[0]?.totalCount ?? 0,
    count: pages[0]?.count ?? 0,
    wireList: pages[0]?.wireList ?? "[]",
  };
}

/** How many points match. Without a filter the collection's counter says it, without looking at a point. */
function countOfPoints(collectionId: number, query: PointQuery): RawBuilder<{ totalCount: number }> {
  if (!query.docIds && !query.pointIds) {
    return sql`select point_count as total_count from collection where id = ${collectionId}`;
  }
  return sql`select count(*) as total_count from point where ${matches(collectionId, query)}`;
}

/**
 * The page is found in an index alone, however far it lies inside, and only its own points are read. Columns of text
 * compare by their UTF-8 bytes (BINARY), which is the order that is wanted.
 */
export function pageOfPoints(collectionId: number, query: PointQuery): RawBuilder<{ count: number; wireList: string }> {
  const wire = query.withLinks ? sql`coalesce(point.wire_with_links, point.wire)` : sql`point.wire`;
  return sql`
    select count(*) as count, '[' || coalesce(group_concat(${wire}, ',' order by page.point_id), '') || ']' as wire_list
    from (
      select id, point_id from point where ${matches(collectionId, query)}
      order by point_id limit ${query.limit} offset ${query.offset}
    ) as page
    join point on point.id = page.id`;
}

/**
 * A document belongs to one collection, so points that are looked up by document are not asked for their collection as
 * well: asked for both, SQLite takes the index of the collection and goes through all its points.
 */
function matches(collectionId: number, { docIds, pointIds }: PointQuery): RawBuilder<unknown> {
  const ofDocuments =
    docIds &&
    sql`document_id in (select id from document where collection_id = ${collectionId} and doc_id in ${list(docIds)})`;
  const ofCollection = sql`collection_id = ${collectionId}`;
  if (!pointIds) return ofDocuments ?? ofCollection;
  const named = sql`${ofCollection} and point_id in ${list(pointIds)}`;
  return ofDocuments ? sql`${named} and ${ofDocuments}` : named;
}

/** Text that cannot be stored matches nothing. SQLite allows an empty list, which matches nothing either. */
function list(texts: readonly string[]): RawBuilder<unknown> {
  return sql`(${sql.join(texts.filter(isWellFormed))})`;
}
