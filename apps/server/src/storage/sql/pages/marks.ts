import { sql } from "kysely";
import type { Database } from "../tables.js";
import { type PageSizes, stridesWithin } from "./sizes.js";

// Every so many points of a document, in the order of their ids, one is marked with its number in the document, so that
// its points are found by number. The points of a document are always replaced as a whole, so marks never move. Marks
// that stand further and further apart (`stride`) let the marks of several documents be searched together.

/** Marks the points of a document anew, when all of them have been inserted. */
export async function markPoints(
  database: Database,
  sizes: PageSizes,
  documentId: number,
  { countBefore, count }: { readonly countBefore: number; readonly count: number },
): Promise<void> {
  if (countBefore > sizes.stride) {
    await sql`delete from point_mark where document_id = ${documentId}`.execute(database);
  }
  const [shortest, ...longer] = stridesWithin(sizes, count);
  if (shortest === undefined) return;
  await sql`
    insert into point_mark (document_id, stride, point_rank, point_id)
    with recursive mark (point_rank, point_id) as (
      select cast(0 as bigint), (select min(point_id) from point where document_id = ${documentId})
      union all
      select point_rank + ${shortest}, (
        select point_id from point where document_id = ${documentId} and point_id >= mark.point_id
        order by point_id limit 1 offset ${shortest}
      )
      from mark where point_rank + ${shortest} < ${count}
    )
    select ${documentId}, ${shortest}, point_rank, point_id from mark where point_rank > 0`.execute(database);
  for (const stride of longer) {
    await sql`
      insert into point_mark (document_id, stride, point_rank, point_id)
      select document_id, ${stride}, point_rank, point_id from point_mark
      where document_id = ${documentId} and stride = ${stride / sizes.fanOut} and point_rank % ${stride} = 0`.execute(
      database,
    );
  }
}
