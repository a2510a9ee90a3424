import type { StoredPoint } from "../records.js";
import { PointIdTakenError } from "../storage.js";
import { requireDocument } from "./documents.js";
import type { Database } from "./tables.js";

/** Rows of one insertion. Each takes five parameters, of which SQLite allows 32,766 and PostgreSQL 65,535. */
const batchSize = 100;

/** @throws PointIdTakenError when two points of the collection would have one id. */
export async function replacePoints(
  database: Database,
  documentId: number,
  points: readonly StoredPoint[] | AsyncIterable<readonly StoredPoint[]>,
): Promise<void> {
  const { doc_id: docId, collection_id: collectionId } = await requireDocument(database, documentId);
  const pointIds = new Set<string>();
  await database.deleteFrom("point").where("document_id", "=", documentId).execute();
  for await (const given of Symbol.asyncIterator in points ? points : [points]) {
    const repeated = given.find(({ pointId }) => pointIds.size === pointIds.add(pointId).size);
    if (repeated !== undefined) throw new PointIdTakenError(repeated.pointId, docId);
    await insertPoints(database, { documentId, collectionId }, given);
  }
  await database.updateTable("document").set({ point_count: pointIds.size }).where("id", "=", documentId).execute();
}

async function insertPoints(
  database: Database,
  { documentId, collectionId }: { readonly documentId: number; readonly collectionId: number },
  points: readonly StoredPoint[],
): Promise<void> {
  for (let start = 0; start < points.length; start += batchSize) {
    const rows = points.slice(start, start + batchSize).map(({ pointId, wire, wireWithLinks }) => ({
      collection_id: collectionId,
      document_id: documentId,
      point_id: pointId,
      wire,
      wire_with_links: wireWithLinks,
    }));
    const { numInsertedOrUpdatedRows: inserted } = await database
      .insertInto("point")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["collection_id", "point_id"]).doNothing())
      .executeTakeFirstOrThrow();
    if (Number(inserted) < rows.length) throw await firstTaken(database, documentId, rows);
  }
}

/** Which of some rows that could not all be inserted is another document's. */
async function firstTaken(
  database: Database,
  documentId: number,
  rows: readonly { readonly collection_id: number; readonly point_id: string }[],
): Promise<PointIdTakenError> {
  const taken = await database
    .selectFrom("point")
    .innerJoin("document", "document.id", "document_id")
    .select(["point_id", "doc_id"])
    .where(
      "point.collection_id",
      "in",
      rows.map(({ collection_id }) => collection_id),
    )
    .where(
      "point_id",
      "in",
      rows.map(({ point_id }) => point_id),
    )
    .where("document_id", "!=", documentId)
    .orderBy("point_id")
    .executeTakeFirstOrThrow();
  return new PointIdTakenError(taken.point_id, taken.doc_id);
}
