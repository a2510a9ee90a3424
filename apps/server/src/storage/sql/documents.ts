import { type Selectable, sql } from "kysely";
import type { Document, StoredPoint } from "../records.js";
import { type Changes, PointIdTakenError, type Reads } from "../storage.js";
import { isWellFormed } from "../well-formed.js";
import { requireCollection } from "./collections.js";
import { changeBlocks, type Owner } from "./pages/blocks.js";
import { markPoints } from "./pages/marks.js";
import type { PageSizes } from "./pages/sizes.js";
import type { Queries } from "./queries.js";
import { type Given, preparedQuery, statement } from "./statement.js";
import type { Database, Tables } from "./tables.js";

const documentById = statement((database, given: Given<{ collectionId: number; docId: string }>) =>
  database
    .selectFrom("document")
    .selectAll()
    .where("collectionId", "=", given.collectionId)
    .where("docId", "=", given.docId),
);

export const documentReads = {
  async findDocument(database, collectionId, docId) {
    if (!isWellFormed(docId)) return undefined;
    const [row] = await documentById(database, { collectionId, docId });
    return row && toDocument(row);
  },

  async listDocuments(database, collectionId) {
    const rows = await selectDocuments(database, collectionId).execute();
    return rows.map(toDocument);
  },

  async walkDocuments(database, collectionId, { after, limit }) {
    const documents = selectDocuments(database, collectionId).limit(limit);
    const rows = await (after === null ? documents : documents.where("docId", ">", after)).execute();
    return rows.map(toDocument);
  },
} satisfies Partial<Queries<Reads>>;

export const documentChanges = {
  async putDocument(database, collectionId, fields) {
    await requireCollection(database, collectionId);
    const { docId, docName, docType, addType, addedBy, createTime, updateTime, contentHash } = fields;
    const { processStatus, failedCode, failedMessage, members } = fields;
    const described = { docName, docType, addType, addedBy, createTime, updateTime, contentHash };
    const columns = { ...described, processStatus, failedCode, failedMessage, members: JSON.stringify(members) };
    const row = await database
      .insertInto("document")
      .values({ collectionId, docId, ...columns })
      .onConflict((conflict) => conflict.columns(["collectionId", "docId"]).doUpdateSet(columns))
      .returningAll()
      .executeTakeFirstOrThrow();
    return toDocument(row);
  },

  async setDocumentState(database, documentId, { processStatus, failedCode, failedMessage }, updateTime) {
    await requireDocument(database, documentId);
    await database
      .updateTable("document")
      .set({ processStatus, failedCode, failedMessage, updateTime })
      .where("id", "=", documentId)
      .execute();
  },

  async setDocumentFile(database, documentId, filePath) {
    await requireDocument(database, documentId);
    // A file whose name is not well-formed cannot be found again: it is as if there were none.
    await database
      .updateTable("document")
      .set({ filePath: isWellFormed(filePath) ? filePath : null })
      .where("id", "=", documentId)
      .execute();
  },
} satisfies Partial<Queries<Changes>>;

export function pointChanges(sizes: PageSizes) {
  return {
    async replacePoints(database, documentId, points, ending?) {
      const { docId, collectionId, pointCount } = await requireDocument(database, documentId);
      const blocks = changeBlocks(database, sizes, { collectionId, documentId });
      const pointIds = new Set<string>();
      await blocks.takeOut(pointCount);
      await database.deleteFrom("point").where("documentId", "=", documentId).execute();
      for await (const given of Symbol.asyncIterator in points ? points : [points]) {
        const repeated = given.find(({ pointId }) => pointIds.size === pointIds.add(pointId).size);
        if (repeated !== undefined) throw new PointIdTakenError(repeated.pointId, docId);
        await insertPoints(database, { documentId, collectionId }, given);
      }
      const counted = { pointCount: pointIds.size, pointEnding: ending ?? null };
      await database.updateTable("document").set(counted).where("id", "=", documentId).execute();
      await blocks.putIn(pointIds.size);
      await blocks.balance();
      await markPoints(database, sizes, documentId, { countBefore: pointCount, count: pointIds.size });
    },

    async deleteDocument(database, documentId) {
      const document = await findOwner(database, documentId);
      if (!document) return;
      const blocks = changeBlocks(database, sizes, { ...document, documentId });
      await blocks.takeOut(document.pointCount);
      await blocks.balance();
      await database.deleteFrom("document").where("id", "=", documentId).execute();
    },
  } satisfies Partial<Queries<Changes>>;
}

/** Another process may have deleted it since its id was read; ids are never given again. */
async function requireDocument(database: Database, documentId: number) {
  const row = await findOwner(database, documentId);
  if (!row) throw new Error("The document that was to be changed is gone: it has been deleted meanwhile.");
  return row;
}

function findOwner(database: Database, documentId: number) {
  return database
    .selectFrom("document")
    .select(["collectionId", "docId", "pointCount"])
    .where("id", "=", documentId)
    .executeTakeFirst();
}

function selectDocuments(database: Database, collectionId: number) {
  return database.selectFrom("document").selectAll().where("collectionId", "=", collectionId).orderBy("docId");
}

function toDocument({ pointEnding: _, ...row }: Selectable<Tables["document"]>): Document {
  return { ...row, members: JSON.parse(row.members) };
}

/** Rows of one insertion. Each takes five parameters, of which SQLite allows 32,766 and PostgreSQL 65,535. */
const batchSize = 100;

/** An insertion of so many points, which leaves out those whose ids are taken. */
function insertion(count: number) {
  type Values = Given<readonly (number | string | null)[]>;
  return preparedQuery((database, given: Values) => {
    const value = <Value>(place: number) => sql<Value>`${given[place]}`;
    const rows = Array.from({ length: count }, (_, row) => ({
      collectionId: value<number>(row * 5),
      documentId: value<number>(row * 5 + 1),
      pointId: value<string>(row * 5 + 2),
      wire: value<string>(row * 5 + 3),
      wireWithLinks: value<string | null>(row * 5 + 4),
    }));
    return database
      .insertInto("point")
      .values(rows)
      .onConflict((conflict) => conflict.columns(["collectionId", "pointId"]).doNothing());
  });
}

/** By the number of points, which is at most that of a batch. */
const insertions: ReturnType<typeof insertion>[] = [];

async function insertPoints(database: Database, owner: Owner, points: readonly StoredPoint[]): Promise<void> {
  const { collectionId, documentId } = owner;
  for (let start = 0; start < points.length; start += batchSize) {
    const batch = points.slice(start, start + batchSize);
    const insert = insertions[batch.length] ?? insertion(batch.length);
    insertions[batch.length] = insert;
    const values: (number | string | null)[] = [];
    for (const { pointId, wire, wireWithLinks } of batch) {
      values.push(collectionId, documentId, pointId, wire, wireWithLinks);
    }
    const { numAffectedRows: inserted } = await insert(database, values);
    if (Number(inserted) < batch.length) throw await firstTaken(database, owner, batch);
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
