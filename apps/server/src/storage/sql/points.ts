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
  const { docId, collectionId } = await requireDocument(database, documentId);
  const pointIds = new Set<string>();
  await database.deleteFrom("point").where("documentId", "=", documentId).execute();
  for await (const given of Symbol.asyncIterator in points ? points : [points]) {
    const repeated = given.find(({ pointId }) => pointIds.size === pointIds.add(pointId).size);
    if (repeated !== undefined) throw new PointIdTakenError(repeated.pointId, docId);
    await insertPoints(database, { documentId, collectionId }, given);
  }
  await database.updateTable("document").set({ pointCount: pointIds.size }).where("id", "=", documentId).execute();
}

interface Owner {
  readonly documentId: number;
  readonly collectionId: number;
}

async function insertPoints(database: Database, owner: Owner, points: readonly StoredPoint[]): Promise<void> {
  for (let start = 0; start < points.length; start += batchSize) {
    const batch = points.slice(start, start + batchSize);
    const rows = batch.map(({ pointId, wire, wireWithLinks }) => ({ ...owner, pointId, wire, wireWithLinks }));
    const { numInsertedOrUpdatedRows: inserted } = await database
      .insertInto("point")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["collectionId", "pointId"]).doNothing())
      .executeTakeFirstOrThrow();
    if (Number(inserted) < rows.length) throw await firstTaken(database, owner, batch);
  }
}

/** Which of some points that could not all be inserted is another document's. */
async function firstTaken(
  database: Database,
  { documentId, collectionId }: Owner,
  points: readonly StoredPoint[],
): Promise<PointIdTakenError> {
  const pointIds = points.map(({ pointId }) => pointId);
  const taken = await database
    .selectFrom("point")
    .innerJoin("document", "document.id", "documentId")
    .select(["pointId", "docId"])
    .where("point.collectionId", "=", collectionId)
    .where("pointId", "in", pointIds)
    .where("documentId", "!=", documentId)
    .orderBy("pointId")
    .executeTakeFirstOrThrow();
  return new PointIdTakenError(taken.pointId, taken.docId);
}
