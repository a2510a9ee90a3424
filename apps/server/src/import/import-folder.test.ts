import { afterEach, expect, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import { expectAnswer, success } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { call } from "../../testing/signed-request.js";
import { statesOf, storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import { importFolder } from "./import-folder.js";
import type { ImportEvent } from "./options.js";
import { documentReaders } from "./read/readers.js";

let threads = 0;
let endedThreads = 0;
process.on("worker", (worker) => {
  threads++;
  worker.once("exit", () => endedThreads++);
});
afterEach(() => {
  expect(threads).toBeGreaterThan(0);
  expect(endedThreads).toBe(threads);
});

const collectionName = "intake";
const onlySupported = `Only ${[...documentReaders.keys()].join(", ")} files are imported.`;
const files = { "a.md": "# A\n\none", "b.csv": "b\n", "c.xyz": "" };

test("A folder is imported in a thread, which tells of each step", async () => {
  const databasePath = await temporaryDatabase();
  const events: ImportEvent[] = [];
  const report = await importFolder({
    databasePath,
    folder: await documentFolder(files),
    collectionName,
    limits: { maximumPoints: undefined, maximumFileBytes: 10 },
    onProgress: (event) => events.push(event),
  });
  const failed = { docId: "b.csv", failedCode: 36007, failedMessage: "The file has no row below a header." };
  const skipped = {
    path: "c.xyz",
    reason: onlySupported,
  };
  expect(report).toMatchObject({ done: 1, failed: [failed], skipped: [skipped], pointCount: 1, interrupted: false });
  expect(events).toEqual([
    { type: "skipped", ...skipped },
    { type: "queued", documents: 2 },
    { type: "document", docId: "a.md", outcome: "done", pointCount: 1 },
    { type: "document", outcome: "failed", pointCount: 0, ...failed },
  ]);
  const storage = await openTemporaryStorage(databasePath);
  expect(statesOf(await storedCollection(storage, collectionName))).toEqual({ "a.md": [0, 1], "b.csv": [1, 0] });
});

const notListening = () => {
  throw new Error("Not listening.");
};

test.each<[string, object, string]>([
  ["a name that cannot be", { collectionName: "1" }, 'A collection cannot be called "1": '],
  ["a folder that is not there", { folder: "/nowhere/at/all" }, "The folder /nowhere/at/all cannot be imported: "],
  ["a database that cannot be opened", { databasePath: "/dev/null/kb.db" }, "/dev/null"],
  ["a listener that throws", { onProgress: notListening }, "Not listening."],
])("With %s the import rejects", async (_what, wrong, message) => {
  const options = { databasePath: await temporaryDatabase(), folder: await documentFolder(files), collectionName };
  await expect(importFolder({ ...options, ...wrong })).rejects.toThrow(message);
});

test("An import whose signal is aborted beforehand imports nothing", async () => {
  const databasePath = await temporaryDatabase();
  const options = { databasePath, folder: await documentFolder({ "a.txt": "a" }), collectionName };
  const report = await importFolder({ ...options, signal: AbortSignal.abort() });
  expect(report).toMatchObject({ done: 0, interrupted: true });
  expect(statesOf(await storedCollection(await openTemporaryStorage(databasePath), collectionName))).toEqual({});
});

test("What an aborted import leaves is imported by the next one", async () => {
  const databasePath = await temporaryDatabase();
  const names = Array.from({ length: 200 }, (_, index) => `${index}.txt`);
  const folder = await documentFolder(Object.fromEntries(names.map((name) => [name, "text"])));
  const abortion = new AbortController();
  const onProgress = ({ type }: ImportEvent) => type === "document" && abortion.abort();
  const options = { databasePath, folder, collectionName };
  const report = await importFolder({ ...options, signal: abortion.signal, onProgress });
  expect(report.interrupted).toBe(true);
  expect(report.done).toBeLessThan(200);
  expect(await importFolder(options)).toMatchObject({ done: 200 - report.done, interrupted: false, pointCount: 200 });
});

test("An import that is aborted when all are queued does not go on to delete all", async () => {
  const databasePath = await temporaryDatabase();
  const names = Array.from({ length: 1000 }, (_, index) => `${index}.txt`);
  const folder = await documentFolder(Object.fromEntries(names.map((name) => [name, "text"])));
  await importFolder({ databasePath, folder, collectionName });
  const abortion = new AbortController();
  const report = await importFolder({
    databasePath,
    folder: await documentFolder(files),
    collectionName,
    prune: true,
    signal: abortion.signal,
    onProgress: ({ type }) => type === "queued" && abortion.abort(),
  });
  expect(report).toMatchObject({ done: 0, interrupted: true });
  expect(report.deleted).toBeLessThan(1000);
});

test("What is imported while a server runs is answered as the contract has it", async () => {
  const server = await runServer();
  try {
    const folder = await documentFolder({
      ...files,
      "table.md": "---\nlabel: 表\n---\n# T\n\n|a|\n|-|\n|1|",
      "own.jsonl": '{"content":"","table_chunk_fields":[{"field_name":"a","field_value":null}],"update_time":1}',
    });
    await importFolder({ databasePath: server.databasePath, folder, collectionName });
    const collection = await call(server, "getCollectionInfo", { name: collectionName });
    expectAnswer("getCollectionInfo", collection, success);
    expect(collection.body.data).toMatchObject({ doc_num: 4 });
    for (const [docId, status] of [
      ["table.md", { process_status: 0 }],
      ["b.csv", { process_status: 1, failed_code: 36007 }],
    ] as const) {
      const document = await call(server, "getDocInfo", { collection_name: collectionName, doc_id: docId });
      expectAnswer("getDocInfo", document, success);
      expect(document.body.data).toMatchObject({ status });
    }
    const points = await call(server, "listPoints", { collection_name: collectionName });
    expectAnswer("listPoints", points, success);
    expect(points.body.data).toMatchObject({ total_num: 3, count: 3 });
  } finally {
    await server.stop();
  }
});
