import { type RawBuilder, sql } from "kysely";
import type { PointPage, PointQuery } from "../../records.js";
import { isWellFormed } from "../../well-formed.js";
import { type Given, listed, listStatement, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { endingOfPoint, type PointRow, wholePoint } from "../whole-point.js";
import { findInCollection } from "./find-in-collection.js";
import { findInDocuments } from "./find-in-documents.js";
import { type PageSizes, pageSizes } from "./sizes.js";

/**
 * One page of points, whose JSON texts are only joined. It is found without going through the points before it. Columns
 * of ids compare by their UTF-8 bytes (SQLite's BINARY, PostgreSQL's "C"), which is the order that is wanted.
 */
export async function listPoints(
  database: Database,
  collectionId: number,
  query: PointQuery,
  sizes: PageSizes = pageSizes,
): Promise<PointPage> {
  const { docIds, pointIds, offset, limit, withLinks } = query;
  if (pointIds) return await listNamedPoints(database, collectionId, pointIds, query);
  if (docIds) {
    const asked = { docIds: docIds.filter(isWellFormed), offset, limit };
    const { totalCount, place } = await findInDocuments(database, sizes, collectionId, asked);
    if (!place) return toPage(totalCount, []);
    const { documentIds, low, high, skip } = place;
    const page = withLinks ? pageOfDocumentsWithLinks : pageOfDocuments;
    return toPage(totalCount, await page(database, documentIds, { low, high, skip, limit }));
  }
  const { totalCount, firstPointId, skip } = await findInCollection(database, sizes, collectionId, offset);
  if (limit === 0 || offset >= totalCount) return toPage(totalCount, []);
  const page = withLinks ? pageOfCollectionWithLinks : pageOfCollection;
  return toPage(totalCount, await page(database, { collectionId, firstPointId, limit, skip }));
}

function toPage(totalCount: number, rows: readonly PointRow[]): PointPage {
  const wires = rows.map(wholePoint);
  return { totalCount, count: wires.length, wireList: `[${wires.join()}]` };
}

function textOf(withLinks: boolean): RawBuilder<unknown> {
  const wire = withLinks ? sql`coalesce(point.wire_with_links, point.wire)` : sql`point.wire`;
  return sql`${wire} as wire, ${endingOfPoint} as ending`;
}

/** A point's text is looked at only when its place in the index is past those that are skipped. */
function pageOfAll(withLinks: boolean) {
  type Values = Given<{ collectionId: number; firstPointId: string; limit: number; skip: number }>;
  return statement(
    (_database, { collectionId, firstPointId, limit, skip }: Values) => sql<PointRow>`
      select ${textOf(withLinks)} from point
      where collection_id = ${collectionId} and point_id >= ${firstPointId}
      order by point_id limit ${limit} offset ${skip}`,
  );
}
const pageOfCollection = pageOfAll(false);
const pageOfCollectionWithLinks = pageOfAll(true);

function pageAmong(withLinks: boolean) {
  type Values = Given<{ low: string; high: string; limit: number; skip: number }>;
  return listStatement((_database, { low, high, limit, skip }: Values, documents) =>
    pageOf(sql`document_id in ${documents} and point_id >= ${low} and point_id < ${high}`, { withLinks, limit, skip }),
  );
}
const pageOfDocuments = pageAmong(false);
const pageOfDocumentsWithLinks = pageAmong(true);

/**
 * A page among the points that a condition holds for. It is found in an index alone, and only its own points are read:
 * some conditions give points in another order, and these must be sorted first.
 */
function pageOf(
  among: RawBuilder<unknown>,
  { withLinks, limit, skip }: { readonly withLinks: boolean; readonly limit: unknown; readonly skip: unknown },
): RawBuilder<PointRow> {
  return sql`
    select ${textOf(withLinks)}
    from (select id, point_id from point where ${among} order by point_id limit ${limit} offset ${skip}) as page
    join point on point.id = page.id
    order by page.point_id`;
}

/** Points of a list of ids, which are few. Text that cannot be stored matches nothing. */
async function listNamedPoints(
  database: Database,
  collectionId: number,
  pointIds: readonly string[],
  { docIds, offset, limit, withLinks }: PointQuery,
): Promise<PointPage> {
  const named = pointIds.filter(isWellFormed);
  const documents = docIds?.filter(isWellFormed);
  if (named.length === 0 || documents?.length === 0) return toPage(0, []);
  const ofDocuments = documents
    ? sql`and document_id in (
        select id from document where collection_id = ${collectionId} and doc_id in ${listed(documents)}
      )`
    : sql``;
  const among = sql`collection_id = ${collectionId} and point_id in ${listed(named)} ${ofDocuments}`;
  const { rows } = await sql<{ totalCount: number }>`
    select count(*) as total_count from point where ${among}`.execute(database);
  const totalCount = rows[0]?.totalCount ?? 0;
  if (limit === 0 || offset >= totalCount) return toPage(totalCount, []);
  const page = await pageOf(among, { withLinks, limit, skip: offset }).execute(database);
  return toPage(totalCount, page.rows);
}
