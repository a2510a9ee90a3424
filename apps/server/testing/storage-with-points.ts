import type { PointQuery, StoredPoint } from "../src/storage/records.js";
import { collectionFields, documentFields, pointQuery } from "./storage-records.js";
import { openTemporaryStorage, temporaryDatabase } from "./temporary-database.js";

/** A storage with two collections, the first of which has these points, by document. */
export async function storageWithPoints(points: Record<string, readonly StoredPoint[]>) {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const ids = await storage.change(async (changes) => {
    const first = await changes.createCollection(collectionFields());
    const second = await changes.createCollection(collectionFields({ name: "second" }));
    const documents: Record<string, number> = {};
    for (const [docId, ofDocument] of Object.entries(points)) {
      const document = await changes.putDocument(first.id, documentFields(docId));
      await changes.replacePoints(document.id, ofDocument);
      documents[docId] = document.id;
    }
    return { first: first.id, second: second.id, documents };
  });
  const list = (query: Partial<PointQuery> = {}, collectionId = ids.first) =>
    storage.read((reads) => reads.listPoints(collectionId, pointQuery(query)));
  const replace = (docId: string, ofDocument: readonly StoredPoint[]) =>
    storage.change((changes) => changes.replacePoints(ids.documents[docId] ?? 0, ofDocument));
  return { path, storage, ...ids, list, replace };
}
