import { type RawBuilder, sql } from "kysely";
import type { PointPage, PointQuery } from "../records.js";
import { findPage } from "../sql/pages/find-page.js";
import type { PagePlace } from "../sql/pages/page-place.js";
import { type PageSizes, pageSizes } from "../sql/pages/sizes.js";
import type { Database } from "../sql/tables.js";

/** One page of points. SQLite puts its JSON together, which takes less CPU time than joining rows here. */
export async function listPoints(
  database: Database,
  collectionId: number,
  query: PointQuery,
  sizes: PageSizes = pageSizes,
): Promise<PointPage> {
  const place = await findPage(database, sizes, collectionId, query);
  const { totalCount } = place;
  if (query.limit === 0 || query.offset >= totalCount) return { totalCount, count: 0, wireList: "[]" };
  const { rows } = await pageOfPoints(place, query).execute(database);
  return { totalCount, count: rows[0]?.count ?? 0, wireList: rows[0]?.wireList ?? "[]" };
}

/**
 * The page is found in an index alone, and only its own points are read. Columns of text compare by their UTF-8 bytes
 * (BINARY), which is the order that is wanted.
 */
function pageOfPoints(
  { among, skip }: PagePlace,
  { limit, withLinks }: Pick<PointQuery, "limit" | "withLinks">,
): RawBuilder<{ count: number; wireList: string }> {
  const wire = withLinks ? sql`coalesce(point.wire_with_links, point.wire)` : sql`point.wire`;
  return sql`
    select count(*) as count, '[' || coalesce(group_concat(${wire}, ',' order by page.point_id), '') || ']' as wire_list
    from (select id, point_id from point where ${among} order by point_id limit ${limit} offset ${skip}) as page
    join point on point.id = page.id`;
}
