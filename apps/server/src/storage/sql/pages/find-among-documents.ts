import { type RawBuilder, sql } from "kysely";
import type { Database } from "../tables.js";
import { type CountedDocument, documentsOf, type PageRange } from "./page-place.js";
import { type PageSizes, stridesWithin } from "./sizes.js";

/**
 * Finds a page among the points of several documents that stand among each other.
 *
 * Of marks of one stride, `m` that stand before an id mean that at least `m * stride` points stand before it, and at
 * most one stride more of each document (`slack`). So two marks are found by their numbers among all marks of that
 * stride: `low`, which stands at the page or before it, and `high`, at its end or after it. The longest stride comes
 * first, and of each shorter one only the marks between these two are looked at. In the end about one of the shortest
 * strides of each document is left between them, which is sorted.
 */
export async function findAmongDocuments(
  database: Database,
  sizes: PageSizes,
  documents: readonly CountedDocument[],
  { offset, limit }: PageRange,
) {
  const ids = documentsOf(documents);
  const total = documents.reduce((points, { pointCount }) => points + pointCount, 0);
  let low = "";
  let high: string | undefined;
  for (const stride of stridesWithin(sizes, total).toReversed()) {
    const slack = documents.reduce((points, { pointCount }) => points + Math.min(pointCount, stride), 0);
    if (2 * slack > total) continue;
    const marksBefore = low === "" ? 0 : await countMarks(database, ids, stride, low);
    const lowest = Math.floor((offset - slack) / stride) - marksBefore;
    const highest = Math.ceil((offset + limit) / stride) - marksBefore;
    const start = Math.max(lowest, 0);
    const { rows } = await sql<{ pointId: string }>`
      select point_id from point_mark
      where document_id in ${ids} and stride = ${stride} and ${between(low, high)}
      order by point_id limit ${highest - start + 1} offset ${start}`.execute(database);
    if (lowest >= 0) low = rows[0]?.pointId ?? low;
    high = rows[highest - start]?.pointId ?? high;
  }
  const before = low === "" ? 0 : await countPoints(database, ids, sizes.stride, low);
  return { among: sql`document_id in ${ids} and ${between(low, high)}`, skip: offset - before };
}

function between(low: string, high: string | undefined): RawBuilder<unknown> {
  return high === undefined ? sql`point_id >= ${low}` : sql`point_id >= ${low} and point_id < ${high}`;
}

/** How many marks of a stride stand before an id. */
async function countMarks(database: Database, ids: RawBuilder<unknown>, stride: number, low: string): Promise<number> {
  const { rows } = await sql<{ ranks: number | null }>`
    select sum((
      select point_rank from point_mark
      where document_id = document.id and stride = ${stride} and point_id < ${low}
      order by point_id desc limit 1
    )) as ranks
    from document where id in ${ids}`.execute(database);
  return (rows[0]?.ranks ?? 0) / stride;
}

/** How many points stand before an id: of each document as many as before the last mark, and those from there on. */
async function countPoints(database: Database, ids: RawBuilder<unknown>, stride: number, low: string): Promise<number> {
  const { rows } = await sql<{ points: number | null }>`
    select sum(coalesce(mark.point_rank, 0) + (
      select count(*) from point
      where document_id = document.id and point_id >= coalesce(mark.point_id, '') and point_id < ${low}
    )) as points
    from document left join point_mark as mark
      on mark.document_id = document.id and mark.stride = ${stride} and mark.point_id = (
        select max(point_id) from point_mark
        where document_id = document.id and stride = ${stride} and point_id <= ${low}
      )
    where document.id in ${ids}`.execute(database);
  return rows[0]?.points ?? 0;
}
