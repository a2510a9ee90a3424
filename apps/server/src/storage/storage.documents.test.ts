import { expect, test } from "vitest";
import {
  collectionFields,
  documentFields,
  pointIdsOf,
  pointQuery,
  storedPoints,
} from "../../testing/storage-records.js";
import { untrueCounters } from "../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import { type DocumentFields, processStatus } from "./records.js";

async function storageWithCollection(path?: string) {
  const storage = await openTemporaryStorage(path);
  const { id } = await storage.change((changes) => changes.createCollection(collectionFields()));
  return { storage, id };
}

const all: DocumentFields = documentFields("handbook", {
  contentHash: "0".repeat(64),
  processStatus: processStatus.failed,
  failedCode: 10001,
  failedMessage: "It cannot be read.",
  members: { url: "https://example.com/?a=1", meta: "[]", doc_size: 12.5, labels: [null, { 中: "文" }] },
});

test.each([
  ["all that there is", all],
  ["as little as there is", documentFields("", { docName: "", docType: "", addedBy: "", members: {} })],
])("A document with %s is found as it was put", async (_title, fields) => {
  const { storage, id } = await storageWithCollection();
  const put = await storage.change((changes) => changes.putDocument(id, fields));
  expect(put).toEqual({ id: put.id, collectionId: id, filePath: null, pointCount: 0, ...fields });
  await storage.read(async (reads) => {
    expect(await reads.findDocument(id, fields.docId)).toEqual(put);
    expect(await reads.listDocuments(id)).toEqual([put]);
    expect(await reads.findDocument(id + 1, fields.docId)).toBeUndefined();
    expect(await reads.listDocuments(id + 1)).toEqual([]);
  });
});

// In the order of their bytes, which is neither that of UTF-16 nor that of any language.
const docIds = [
  "",
  "%",
  "' or 1=1 --",
  "A",
  "__proto__",
  "a",
  "a\u0001",
  "a\u0001b",
  "a-10",
  "a-2",
  "a_",
  "ä",
  "中",
  "\uffff",
  "\u{10000}",
];

test("Documents are found by their exact id and listed in the order of its bytes", async () => {
  const { storage, id } = await storageWithCollection();
  await storage.change(async (changes) => {
    for (const docId of docIds.toReversed()) await changes.putDocument(id, documentFields(docId));
  });
  await storage.read(async (reads) => {
    expect((await reads.listDocuments(id)).map(({ docId }) => docId)).toEqual(docIds);
    for (const docId of docIds) expect(await reads.findDocument(id, docId)).toMatchObject({ docId });
    for (const docId of [" ", "a ", "a-1", "a\u0308", "a\0", "\ud800", "constructor"]) {
      expect(await reads.findDocument(id, docId)).toBeUndefined();
    }
  });
});

test("A document that is put again has the new fields, and the points and file it had", async () => {
  const path = await temporaryDatabase();
  const { storage, id } = await storageWithCollection(path);
  const points = storedPoints(pointIdsOf("handbook", 3));
  await storage.change(async (changes) => {
    const { id: documentId } = await changes.putDocument(id, documentFields("handbook"));
    await changes.replacePoints(documentId, points);
    await changes.setDocumentFile(documentId, "/documents/handbook.md");
    const kept = { id: documentId, collectionId: id, filePath: "/documents/handbook.md", pointCount: 3 };
    expect(await changes.putDocument(id, all)).toEqual({ ...all, ...kept });
  });
  await storage.read(async (reads) => {
    expect(await reads.listDocuments(id)).toHaveLength(1);
    expect((await reads.listPoints(id, pointQuery())).totalCount).toBe(3);
  });
  expect(await untrueCounters(path)).toEqual([]);
});

const states: [status: number, finished: number, succeeded: number][] = [
  [processStatus.queued, 0, 0],
  [processStatus.updating, 0, 0],
  [processStatus.processing, 0, 0],
  [processStatus.deleting, 0, 0],
  [processStatus.failed, 1, 0],
  [processStatus.done, 1, 1],
];
test.each(states)(
  "A document in state %i counts as finished %i and succeeded %i",
  async (status, finished, succeeded) => {
    const path = await temporaryDatabase();
    const { storage, id } = await storageWithCollection(path);
    const state = { processStatus: status, failedCode: 90001, failedMessage: "why" };
    await storage.change(async (changes) => {
      await changes.putDocument(id, documentFields("put", { processStatus: status }));
      const { id: documentId } = await changes.putDocument(id, documentFields("set", { processStatus: 6 }));
      await changes.setDocumentState(documentId, state, 77);
    });
    const after = { ...documentFields("set"), ...state, updateTime: 77 };
    await storage.read(async (reads) => {
      expect(await reads.findDocument(id, "set")).toMatchObject(after);
      expect(await reads.listCollections()).toMatchObject([
        { documentCount: 2, finishedDocumentCount: 2 * finished, succeededDocumentCount: 2 * succeeded },
      ]);
    });
    expect(await untrueCounters(path)).toEqual([]);
  },
);

test("A deleted document takes its points along", async () => {
  const path = await temporaryDatabase();
  const { storage, id } = await storageWithCollection(path);
  await storage.change(async (changes) => {
    for (const docId of ["a", "b"]) {
      const document = await changes.putDocument(id, documentFields(docId));
      await changes.replacePoints(document.id, storedPoints(pointIdsOf(docId, 2)));
    }
    const document = await changes.findDocument(id, "a");
    await changes.deleteDocument(document?.id ?? 0);
    await changes.deleteDocument(document?.id ?? 0);
  });
  await storage.read(async (reads) => {
    expect((await reads.listDocuments(id)).map(({ docId }) => docId)).toEqual(["b"]);
    expect((await reads.listPoints(id, pointQuery())).wireList).toBe(
      `[${storedPoints(pointIdsOf("b", 2)).map(({ wire }) => wire)}]`,
    );
    expect(await reads.listCollections()).toMatchObject([{ documentCount: 1, pointCount: 2 }]);
  });
  expect(await untrueCounters(path)).toEqual([]);
});

test("A document that is gone is not changed, nor one that was made since", async () => {
  const { storage, id } = await storageWithCollection();
  const gone = await storage.change((changes) => changes.putDocument(id, documentFields("a")));
  await storage.change((changes) => changes.deleteDocument(gone.id));
  const made = await storage.change((changes) => changes.putDocument(id, documentFields("a")));
  const message = "The document that was to be changed is gone: it has been deleted meanwhile.";
  const state = { processStatus: processStatus.failed, failedCode: null, failedMessage: null };
  await expect(storage.change((changes) => changes.setDocumentState(gone.id, state, 1))).rejects.toThrow(message);
  await expect(storage.change((changes) => changes.replacePoints(gone.id, []))).rejects.toThrow(message);
  expect(await storage.read((reads) => reads.listDocuments(id))).toEqual([made]);
});
