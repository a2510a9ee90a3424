import { type RawBuilder, sql } from "kysely";
import type { PointPage, PointQuery } from "../../records.js";
import type { Reads } from "../../storage.js";
import { isWellFormed } from "../../well-formed.js";
import type { Queries } from "../queries.js";
import { type Given, listStatement, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { type PointRow, wholePoints } from "../whole-point.js";
import { findInCollection } from "./find-in-collection.js";
import { findInDocuments } from "./find-in-documents.js";
import type { PageSizes } from "./sizes.js";

export function pointReads(sizes: PageSizes) {
  return {
    /**
     * One page of points, whose JSON texts are only joined. It is found without going through the points before it. Columns
     * of ids compare by their UTF-8 bytes (SQLite's BINARY, PostgreSQL's "C"), which is the order that is wanted.
     */
    async listPoints(database, collectionId, query) {
      const { docIds, pointIds, offset, limit, withLinks } = query;
      if (pointIds) return await listNamedPoints(database, collectionId, pointIds, query);
      if (docIds) {
        const asked = { docIds: docIds.filter(isWellFormed), offset, limit };
        const { totalCount, place } = await findInDocuments(database, sizes, collectionId, asked);
        if (!place) return await toPage(database, totalCount, []);
        if ("documentId" in place) {
          const page = withLinks ? pageOfDocumentWithLinks : pageOfDocument;
          return await toPage(database, totalCount, await page(database, { ...place, limit }));
        }
        const page = withLinks ? pageAmongDocumentsWithLinks : pageAmongDocuments;
        return await toPage(database, totalCount, await page(database, place.documentIds, { ...place, limit }));
      }
      const { totalCount, firstPointId, skip } = await findInCollection(database, sizes, collectionId, offset);
      if (limit === 0 || offset >= totalCount) return await toPage(database, totalCount, []);
      const page = withLinks ? pageOfCollectionWithLinks : pageOfCollection;
      return await toPage(database, totalCount, await page(database, { collectionId, firstPointId, limit, skip }));
    },
  } satisfies Partial<Queries<Reads>>;
}

async function toPage(database: Database, totalCount: number, rows: readonly PointRow[]): Promise<PointPage> {
  let list = "";
  for (const point of await wholePoints(database, rows)) list += list === "" ? point : `,${point}`;
  return { totalCount, count: rows.length, wireList: `[${list}]` };
}

function columns(withLinks: boolean): RawBuilder<unknown> {
  const wire = withLinks ? sql`coalesce(point.wire_with_links, point.wire)` : sql`point.wire`;
  return sql`${wire} as wire, point.document_id`;
}

/** A point's text is looked at only when its place in the index is past those that are skipped. */
function pageOfAll(withLinks: boolean) {
  type Values = Given<{ collectionId: number; firstPointId: string; limit: number; skip: number }>;
  return statement(
    (_database, { collectionId, firstPointId, limit, skip }: Values) => sql<PointRow>`
      select ${columns(withLinks)} from point
      where collection_id = ${collectionId} and point_id >= ${firstPointId}
      order by point_id limit ${limit} offset ${skip}`,
  );
}
const pageOfCollection = pageOfAll(false);
const pageOfCollectionWithLinks = pageOfAll(true);

function pageOfOne(withLinks: boolean) {
  type Values = Given<{ documentId: number; low: string; limit: number; skip: number }>;
  return statement(
    (_database, { documentId, low, limit, skip }: Values) => sql<PointRow>`
      select ${columns(withLinks)} from point
      where document_id = ${documentId} and point_id >= ${low}
      order by point_id limit ${limit} offset ${skip}`,
  );
}
const pageOfDocument = pageOfOne(false);
const pageOfDocumentWithLinks = pageOfOne(true);

/** It is found in an index alone, and only its own points are read: those of several documents must be sorted first. */
function pageAmong(withLinks: boolean) {
  type Values = Given<{ low: string; high: string; limit: number; skip: number }>;
  return listStatement(
    (_database, { low, high, limit, skip }: Values, documents) => sql<PointRow>`
      select ${columns(withLinks)}
      from (
        select id, point_id from point where document_id in ${documents} and point_id >= ${low} and point_id < ${high}
        order by point_id limit ${limit} offset ${skip}
      ) as page join point on point.id = page.id
      order by page.point_id`,
  );
}
const pageAmongDocuments = pageAmong(false);
const pageAmongDocumentsWithLinks = pageAmong(true);

/**
 * Points of a list of ids: so few that all are read, and the page is cut from them. Text that cannot be stored matches
 * nothing.
 */
async function listNamedPoints(
  database: Database,
  collectionId: number,
  pointIds: readonly string[],
  { docIds, offset, limit, withLinks }: PointQuery,
): Promise<PointPage> {
  const [named, documents] = [pointIds.filter(isWellFormed), docIds?.filter(isWellFormed)];
  if (named.length === 0 || documents?.length === 0) return await toPage(database, 0, []);
  const find = withLinks ? namedPointsWithLinks : namedPoints;
  let found = await find(database, named, { collectionId });
  if (documents) {
    const ids = new Set((await namedDocuments(database, documents, { collectionId })).map(({ id }) => id));
    found = found.filter(({ documentId }) => ids.has(documentId));
  }
  return await toPage(database, found.length, found.slice(offset, offset + limit));
}

function pointsNamed(withLinks: boolean) {
  return listStatement(
    (_database, { collectionId }: Given<{ collectionId: number }>, pointIds) => sql<PointRow>`
      select ${columns(withLinks)} from point
      where collection_id = ${collectionId} and point_id in ${pointIds} order by point_id`,
  );
}
const namedPoints = pointsNamed(false);
const namedPointsWithLinks = pointsNamed(true);

const namedDocuments = listStatement(
  (_database, { collectionId }: Given<{ collectionId: number }>, docIds) => sql<{ id: number }>`
    select id from document where collection_id = ${collectionId} and doc_id in ${docIds}`,
);
