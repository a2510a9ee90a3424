import { sql } from "kysely";
import type { Database } from "../tables.js";
import { findAmongDocuments } from "./find-among-documents.js";
import { type CountedDocument, documentsOf, listed, type PagePlace, type PageRange } from "./page-place.js";
import type { PageSizes } from "./sizes.js";

/** How many strides of points may be sorted for a page: to sort so many takes about as long as to narrow them down. */
const sortedStrides = 16;

/** Finds a page among the points of some documents. */
export async function findInDocuments(
  database: Database,
  sizes: PageSizes,
  collectionId: number,
  { docIds, offset, limit }: PageRange & { readonly docIds: readonly string[] },
): Promise<PagePlace> {
  const documents = docIds.length === 0 ? [] : await findDocuments(database, collectionId, docIds);
  const totalCount = sum(documents);
  if (offset >= totalCount || limit === 0) return { totalCount, among: sql`false`, skip: offset };
  if (documents.length > 1 && totalCount <= sortedStrides * sizes.stride) {
    return { totalCount, among: sql`document_id in ${documentsOf(documents)}`, skip: offset };
  }
  const { nearby, before } = await findNearby(database, documents, { offset, limit });
  const range = { offset: offset - before, limit };
  const [first, second] = nearby;
  const place =
    first && !second
      ? await findInDocument(database, sizes, first, range.offset)
      : await findAmongDocuments(database, sizes, nearby, range);
  return { totalCount, ...place };
}

async function findDocuments(
  database: Database,
  collectionId: number,
  docIds: readonly string[],
): Promise<readonly CountedDocument[]> {
  const { rows } = await sql<CountedDocument>`
    select id, point_count from document
    where collection_id = ${collectionId} and doc_id in ${listed(docIds)} and point_count > 0`.execute(database);
  return rows;
}

function sum(documents: readonly CountedDocument[]): number {
  return documents.reduce((points, { pointCount }) => points + pointCount, 0);
}

interface Extent extends CountedDocument {
  readonly firstId: string;
  readonly lastId: string;
}

/**
 * Leaves out the documents all of whose points stand before the page, or after it. Most documents stand one after the
 * other, since the ids of their points begin with their own; those that do not are kept, or left out, together.
 */
async function findNearby(
  database: Database,
  documents: readonly CountedDocument[],
  { offset, limit }: PageRange,
): Promise<{ readonly nearby: readonly CountedDocument[]; readonly before: number }> {
  if (documents.length === 1) return { nearby: documents, before: 0 };
  const { rows } = await sql<Extent>`
    select id, point_count,
      (select min(point_id) from point where document_id = document.id) as first_id,
      (select max(point_id) from point where document_id = document.id) as last_id
    from document where id in ${documentsOf(documents)} order by first_id`.execute(database);
  const nearby: CountedDocument[] = [];
  let before = 0;
  let counted = 0;
  for (const chain of chainsOf(rows)) {
    if (counted >= offset + limit) break;
    counted += sum(chain);
    if (counted <= offset) before = counted;
    else nearby.push(...chain);
  }
  return { nearby, before };
}

/** Parts documents, which come by their first points, where all points of some stand before all points of the rest. */
function chainsOf(documents: readonly Extent[]): readonly (readonly Extent[])[] {
  const chains: Extent[][] = [];
  let last = Buffer.alloc(0);
  for (const document of documents) {
    // Ids are compared by their UTF-8 bytes, as the database orders them.
    const chain = chains.at(-1);
    if (chain && last.compare(Buffer.from(document.firstId)) >= 0) chain.push(document);
    else chains.push([document]);
    const end = Buffer.from(document.lastId);
    if (end.compare(last) > 0) last = end;
  }
  return chains;
}

/** Finds a page in one document, by the mark before it. */
async function findInDocument(database: Database, { stride }: PageSizes, { id }: CountedDocument, offset: number) {
  const beyond = offset % stride;
  const { rows } = await sql<{ pointId: string }>`
    select point_id from point_mark
    where document_id = ${id} and stride = ${stride} and point_rank = ${offset - beyond}`.execute(database);
  const mark = rows[0]?.pointId;
  const among = sql`document_id = ${id} and point_id >= ${mark ?? ""}`;
  return { among, skip: mark === undefined ? offset : beyond };
}
