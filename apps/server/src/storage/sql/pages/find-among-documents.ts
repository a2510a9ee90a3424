import { sql } from "kysely";
import { type Given, listStatement, statement } from "../statement.js";
import type { Database } from "../tables.js";
import type { CountedDocument, PageRange } from "./page-place.js";
import { type PageSizes, stridesWithin } from "./sizes.js";

/**
 * Finds a page among the points of several documents that stand among each other, all before the id `high`.
 *
 * Of marks of one stride, `m` that stand before an id mean that at least `m * stride` points stand before it, and at
 * most one stride more of each document (`slack`). So two marks are found by their numbers among all marks of that
 * stride: `low`, which stands at the page or before it, and `high`, at its end or after it. The longest stride comes
 * first, and of each shorter one only the marks between these two are looked at. In the end about one of the shortest
 * strides of each document is left on either side of the page. Those before it are narrowed down (`stepNearer`), since
 * to sort a point takes twenty times as long as to count it, and to leave one out that stands after the page hardly
 * more.
 */
export async function findAmongDocuments(
  database: Database,
  sizes: PageSizes,
  documents: readonly CountedDocument[],
  { offset, limit, high: end }: PageRange & { readonly high: string },
): Promise<{ readonly low: string; readonly high: string; readonly skip: number }> {
  const ids = documents.map(({ id }) => id);
  const total = documents.reduce((points, { pointCount }) => points + pointCount, 0);
  let low = "";
  let high = end;
  for (const stride of stridesWithin(sizes, total).toReversed()) {
    const slack = documents.reduce((points, { pointCount }) => points + Math.min(pointCount, stride), 0);
    if (2 * slack > total) continue;
    const [before] = low === "" ? [] : await countMarks(database, ids, { stride, low });
    const marksBefore = (before?.ranks ?? 0) / stride;
    const lowest = Math.floor((offset - slack) / stride) - marksBefore;
    const highest = Math.ceil((offset + limit) / stride) - marksBefore;
    const start = Math.max(lowest, 0);
    const marks = await findMarks(database, ids, { stride, low, high, limit: highest - start + 1, start });
    if (lowest >= 0) low = marks[0]?.pointId ?? low;
    high = marks[highest - start]?.pointId ?? high;
  }
  const [before] = low === "" ? [] : await countPoints(database, ids, { stride: sizes.stride, low });
  const longest = documents.reduce((one, other) => (other.pointCount > one.pointCount ? other : one));
  let near = { low, skip: offset - (before?.points ?? 0), share: longest.pointCount / total };
  for (let steps = 0; steps < mostSteps && near.skip > fewStrides * sizes.stride; steps++) {
    near = await stepNearer(database, ids, near, { longest: longest.id, high });
  }
  return { low: near.low, high, skip: near.skip };
}

/** How many strides of points may be skipped: to sort so many takes about as long as a step. */
const fewStrides = 6;
const mostSteps = 3;
/** A step goes a little less far than is expected: one that is too long is not taken. */
const caution = 0.9;

interface Near {
  readonly low: string;
  readonly skip: number;
  /** How many of the points to skip are likely to be the longest document's. */
  readonly share: number;
}

/** Steps towards the page along the longest document, as far as its share lets expect, and counts what lies between. */
async function stepNearer(
  database: Database,
  ids: readonly number[],
  { low, skip, share }: Near,
  { longest, high }: { readonly longest: number; readonly high: string },
): Promise<Near> {
  const count = Math.floor(skip * share * caution);
  const [next] = await findPoint(database, { id: longest, low, high, count });
  if (!next) return { low, skip, share: share / 2 };
  const [between] = await countBetween(database, ids, { low, high: next.pointId });
  const points = between?.points ?? 0;
  if (points > skip) return { low, skip, share: (share * skip) / points };
  return { low: next.pointId, skip: skip - points, share };
}

type MarkValues = Given<{ stride: number; low: string; high: string; limit: number; start: number }>;
const findMarks = listStatement(
  (_database, { stride, low, high, limit, start }: MarkValues, ids) => sql<{ pointId: string }>`
    select point_id from point_mark
    where document_id in ${ids} and stride = ${stride} and point_id >= ${low} and point_id < ${high}
    order by point_id limit ${limit} offset ${start}`,
);

const findPoint = statement(
  (_database, given: Given<{ id: number; low: string; high: string; count: number }>) => sql<{ pointId: string }>`
    select point_id from point where document_id = ${given.id} and point_id >= ${given.low} and point_id < ${given.high}
    order by point_id limit 1 offset ${given.count}`,
);

const countBetween = listStatement(
  (_database, { low, high }: Given<{ low: string; high: string }>, ids) => sql<{ points: number }>`
    select count(*) as points from point where document_id in ${ids} and point_id >= ${low} and point_id < ${high}`,
);

/** The sum of the ranks of the last marks of a stride before an id. */
const countMarks = listStatement(
  (_database, { stride, low }: Given<{ stride: number; low: string }>, ids) => sql<{ ranks: number | null }>`
    select sum((
      select point_rank from point_mark
      where document_id = document.id and stride = ${stride} and point_id < ${low}
      order by point_id desc limit 1
    )) as ranks
    from document where id in ${ids}`,
);

/** How many points stand before an id: of each document as many as before the last mark, and those from there on. */
const countPoints = listStatement(
  (_database, { stride, low }: Given<{ stride: number; low: string }>, ids) => sql<{ points: number | null }>`
    select sum(coalesce((
      select point_rank + (
        select count(*) from point
        where document_id = document.id and point_id >= mark.point_id and point_id < ${low}
      )
      from point_mark as mark where document_id = document.id and stride = ${stride} and point_id <= ${low}
      order by point_id desc limit 1
    ), (
      select count(*) from point where document_id = document.id and point_id < ${low}
    ))) as points
    from document where id in ${ids}`,
);
