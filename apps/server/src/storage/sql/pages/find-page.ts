import { sql } from "kysely";
import type { PointQuery } from "../../records.js";
import { isWellFormed } from "../../well-formed.js";
import type { Database } from "../tables.js";
import { findInCollection } from "./find-in-collection.js";
import { findInDocuments } from "./find-in-documents.js";
import { listed, type PagePlace } from "./page-place.js";
import type { PageSizes } from "./sizes.js";

/** Finds a page without going through the points before it: `skip` is small however far inside the page lies. */
export async function findPage(
  database: Database,
  sizes: PageSizes,
  collectionId: number,
  query: PointQuery,
): Promise<PagePlace> {
  const { pointIds, docIds, offset } = query;
  if (pointIds) return await findNamedPoints(database, collectionId, pointIds, query);
  if (!docIds) {
    const { firstPointId, ...place } = await findInCollection(database, sizes, collectionId, offset);
    return { ...place, among: sql`collection_id = ${collectionId} and point_id >= ${firstPointId}` };
  }
  const asked = { docIds: docIds.filter(isWellFormed), offset, limit: query.limit };
  return await findInDocuments(database, sizes, collectionId, asked);
}

/** Points of a list of ids, which are few. Text that cannot be stored matches nothing. */
async function findNamedPoints(
  database: Database,
  collectionId: number,
  pointIds: readonly string[],
  { docIds, offset }: PointQuery,
): Promise<PagePlace> {
  const named = pointIds.filter(isWellFormed);
  const documents = docIds?.filter(isWellFormed);
  if (named.length === 0 || documents?.length === 0) return { totalCount: 0, among: sql`false`, skip: offset };
  const ofDocuments = documents
    ? sql`and document_id in (
        select id from document where collection_id = ${collectionId} and doc_id in ${listed(documents)}
      )`
    : sql``;
  const among = sql`collection_id = ${collectionId} and point_id in ${listed(named)} ${ofDocuments}`;
  const { rows } = await sql<{ totalCount: number }>`
    select count(*) as total_count from point where ${among}`.execute(database);
  return { totalCount: rows[0]?.totalCount ?? 0, among, skip: offset };
}
