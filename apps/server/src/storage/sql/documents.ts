import type { Selectable } from "kysely";
import type { Document, DocumentFields, DocumentState } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import { requireCollection } from "./collections.js";
import type { Database, Tables } from "./tables.js";

export async function findDocument(
  database: Database,
  collectionId: number,
  docId: string,
): Promise<Document | undefined> {
  if (!isWellFormed(docId)) return undefined;
  const row = await selectDocuments(database, collectionId).where("docId", "=", docId).executeTakeFirst();
  return row && toDocument(row);
}

export async function listDocuments(database: Database, collectionId: number): Promise<Document[]> {
  const rows = await selectDocuments(database, collectionId).orderBy("docId").execute();
  return rows.map(toDocument);
}

export async function putDocument(database: Database, collectionId: number, fields: DocumentFields): Promise<Document> {
  await requireCollection(database, collectionId);
  const { docId, docName, docType, addType, addedBy, createTime, updateTime, contentHash } = fields;
  const { processStatus, failedCode, failedMessage } = fields;
  const columns = {
    ...{ docName, docType, addType, addedBy, createTime, updateTime, contentHash },
    ...{ processStatus, failedCode, failedMessage, members: JSON.stringify(fields.members) },
  };
  const row = await database
    .insertInto("document")
    .values({ collectionId, docId, ...columns })
    .onConflict((conflict) => conflict.columns(["collectionId", "docId"]).doUpdateSet(columns))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toDocument(row);
}

export async function setDocumentState(
  database: Database,
  documentId: number,
  { processStatus, failedCode, failedMessage }: DocumentState,
  updateTime: number,
): Promise<void> {
  await requireDocument(database, documentId);
  await database
    .updateTable("document")
    .set({ processStatus, failedCode, failedMessage, updateTime })
    .where("id", "=", documentId)
    .execute();
}

export async function deleteDocument(database: Database, documentId: number): Promise<void> {
  await database.deleteFrom("document").where("id", "=", documentId).execute();
}

/** Another process may have deleted it since its id was read; ids are never given again. */
export async function requireDocument(database: Database, documentId: number) {
  const row = await database
    .selectFrom("document")
    .select(["collectionId", "docId"])
    .where("id", "=", documentId)
    .executeTakeFirst();
  if (!row) throw new Error("The document that was to be changed is gone: it has been deleted meanwhile.");
  return row;
}

function selectDocuments(database: Database, collectionId: number) {
  return database.selectFrom("document").selectAll().where("collectionId", "=", collectionId);
}

function toDocument(row: Selectable<Tables["document"]>): Document {
  return { ...row, members: JSON.parse(row.members) };
}
