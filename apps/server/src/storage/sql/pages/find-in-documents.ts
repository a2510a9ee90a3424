import { sql } from "kysely";
import { type Given, listStatement, statement } from "../statement.js";
import type { Database } from "../tables.js";
import { findAmongDocuments } from "./find-among-documents.js";
import type { CountedDocument, PageRange, PlaceInDocuments } from "./page-place.js";
import type { PageSizes } from "./sizes.js";

/** Finds a page among the points of some documents. There is no place where the page holds none of them. */
export async function findInDocuments(
  database: Database,
  sizes: PageSizes,
  collectionId: number,
  { docIds, offset, limit }: PageRange & { readonly docIds: readonly string[] },
): Promise<{ readonly totalCount: number; readonly place?: PlaceInDocuments }> {
  const [docId, ...others] = docIds;
  if (docId === undefined) return { totalCount: 0 };
  const documents =
    others.length === 0
      ? await findOneDocument(database, { collectionId, docId })
      : await findDocuments(database, docIds, { collectionId });
  const totalCount = sum(documents);
  if (offset >= totalCount || limit === 0) return { totalCount };
  const { nearby, before, high } = findNearby(documents, { offset, limit });
  const range = { offset: offset - before, limit };
  const [first, second] = nearby;
  if (first && !second) {
    const place = await findInDocument(database, sizes, first, range.offset);
    return { totalCount, place: { documentId: first.id, ...place } };
  }
  const place = await findAmongDocuments(database, sizes, nearby, { ...range, high });
  return { totalCount, place: { documentIds: nearby.map(({ id }) => id), ...place } };
}

interface DocumentInOrder extends CountedDocument {
  /** The highest id of a point of this document and of those before it. */
  readonly lastId: string;
  /** Whether all points of the documents before it stand before its own. */
  readonly isApart: 0 | 1;
}

/** Documents that have points, by their first ones. */
const findDocuments = listStatement(
  (_database, { collectionId }: Given<{ collectionId: number }>, docIds) => sql<DocumentInOrder>`
    with extent as (
      select id, point_count,
        (select min(point_id) from point where document_id = document.id) as first_id,
        (select max(point_id) from point where document_id = document.id) as last_id
      from document where collection_id = ${collectionId} and doc_id in ${docIds} and point_count > 0
    ), reach as (
      select id, point_count, first_id, max(last_id) over (order by first_id) as last_id from extent
    )
    select id, point_count, last_id,
      case when lag(last_id) over (order by first_id) >= first_id then 0 else 1 end as is_apart
    from reach order by first_id`,
);

/** One alone, of which it does not matter where it stands: to find out takes three times as long. */
const findOneDocument = statement(
  (_database, { collectionId, docId }: Given<{ collectionId: number; docId: string }>) => sql<DocumentInOrder>`
    select id, point_count, '' as last_id, 1 as is_apart from document
    where collection_id = ${collectionId} and doc_id = ${docId} and point_count > 0`,
);

function sum(documents: readonly CountedDocument[]): number {
  return documents.reduce((points, { pointCount }) => points + pointCount, 0);
}

/**
 * Leaves out the documents all of whose points stand before the page, or after it. Most documents stand one after the
 * other, since the ids of their points begin with their own; those that do not are kept, or left out, together.
 */
function findNearby(documents: readonly DocumentInOrder[], { offset, limit }: PageRange) {
  const nearby: DocumentInOrder[] = [];
  let before = 0;
  let counted = 0;
  for (const document of documents) {
    if (document.isApart && counted >= offset + limit) break;
    if (document.isApart && counted <= offset) {
      before = counted;
      nearby.length = 0;
    }
    counted += document.pointCount;
    nearby.push(document);
  }
  // No id stands between one and the same with the lowest character at its end.
  return { nearby, before, high: `${nearby.at(-1)?.lastId}\u0001` };
}

/** Finds a page in one document, by the mark before it. */
async function findInDocument(database: Database, { stride }: PageSizes, { id }: CountedDocument, offset: number) {
  const skip = offset % stride;
  // The first point has no mark.
  const [mark] = skip === offset ? [] : await findMark(database, { id, stride, pointRank: offset - skip });
  return mark ? { low: mark.pointId, skip } : { low: "", skip: offset };
}

const findMark = statement(
  (_database, { id, stride, pointRank }: Given<{ id: number; stride: number; pointRank: number }>) => sql<{
    pointId: string;
  }>`
    select point_id from point_mark where document_id = ${id} and stride = ${stride} and point_rank = ${pointRank}`,
);
