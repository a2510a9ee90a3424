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
  const row = await selectDocuments(database, collectionId).where("doc_id", "=", docId).executeTakeFirst();
  return row && toDocument(row);
}

export async function listDocuments(database: Database, collectionId: number): Promise<Document[]> {
  const rows = await selectDocuments(database, collectionId).orderBy("doc_id").execute();
  return rows.map(toDocument);
}

export async function putDocument(database: Database, collectionId: number, fields: DocumentFields): Promise<Document> {
  await requireCollection(database, collectionId);
  const columns = {
    doc_name: fields.docName,
    doc_type: fields.docType,
    add_type: fields.addType,
    added_by: fields.addedBy,
    create_time: fields.createTime,
    update_time: fields.updateTime,
    content_hash: fields.contentHash,
    process_status: fields.processStatus,
    failed_code: fields.failedCode,
    failed_message: fields.failedMessage,
    members: JSON.stringify(fields.members),
  };
  const row = await database
    .insertInto("document")
    .values({ collection_id: collectionId, doc_id: fields.docId, ...columns })
    .onConflict((conflict) => conflict.columns(["collection_id", "doc_id"]).doUpdateSet(columns))
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
    .set({
      process_status: processStatus,
      failed_code: failedCode,
      failed_message: failedMessage,
      update_time: updateTime,
    })
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
    .select(["collection_id", "doc_id"])
    .where("id", "=", documentId)
    .executeTakeFirst();
  if (!row) throw new Error("The document that was to be changed is gone: it has been deleted meanwhile.");
  return row;
}

function selectDocuments(database: Database, collectionId: number) {
  return database.selectFrom("document").selectAll().where("collection_id", "=", collectionId);
}

function toDocument(row: Selectable<Tables["document"]>): Document {
  return {
    id: row.id,
    collectionId: row.collection_id,
    docId: row.doc_id,
    docName: row.doc_name,
    docType: row.doc_type,
    addType: row.add_type,
    addedBy: row.added_by,
    createTime: row.create_time,
    updateTime: row.update_time,
    contentHash: row.content_hash,
    processStatus: row.process_status,
    failedCode: row.failed_code,
    failedMessage: row.failed_message,
    members: JSON.parse(row.members),
    pointCount: row.point_count,
  };
}
