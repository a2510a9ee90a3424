import { once } from "node:events";
import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import type { ImportOrder, ImportOutcome } from "../../testing/import-process.js";
import { startSourceProcess } from "../../testing/source-process.js";
import { countersOf, statesOf, storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportEvent } from "./options.js";
import type { DocumentReader } from "./read/formats/document-reader.js";
import { type DocumentReading, readingHere } from "./read/read-document.js";
import { documentReaders } from "./read/readers.js";
import { runImport } from "./run-import.js";

const collectionName = "intake";
const files = { "a.txt": "a", "b.csv": "b\n1\n2\n", "c.jsonl": '{"content":"c"}' };

test("Another connection sees each step, the points of each document with its state", async () => {
  const databasePath = await temporaryDatabase();
  const [writer, reader] = [await openTemporaryStorage(databasePath), await openTemporaryStorage(databasePath)];
  const folder = await documentFolder(files);
  const seen: unknown[] = [];
  const look = async () => {
    const stored = await storedCollection(reader, collectionName);
    const { said, counted } = countersOf(stored);
    expect(said).toEqual(counted);
    seen.push([indexStatusOf(stored.collection.pipelines), statesOf(stored)]);
  };
  // Each reader looks at the states before it reads, while its document is being processed.
  const readers = new Map([...documentReaders].map(([extension, read]) => [extension, lookFirst(look, read)]));
  await runImport(writer, { folder, collectionName }, { readers });
  await look();
  expect(seen.splice(0)).toEqual([
    [0, { "a.txt": [6, 0], "b.csv": [2, 0], "c.jsonl": [2, 0] }],
    [0, { "a.txt": [0, 1], "b.csv": [6, 0], "c.jsonl": [2, 0] }],
    [0, { "a.txt": [0, 1], "b.csv": [0, 2], "c.jsonl": [6, 0] }],
    [1, { "a.txt": [0, 1], "b.csv": [0, 2], "c.jsonl": [0, 1] }],
  ]);

  writeFiles(folder, { "b.csv": "b\n1\n2\n3\n", "c.jsonl": "{}", "d.txt": "d" });
  await runImport(writer, { folder, collectionName }, { readers });
  await look();
  expect(seen).toEqual([
    [1, { "a.txt": [0, 1], "b.csv": [6, 2], "c.jsonl": [3, 1], "d.txt": [2, 0] }],
    [1, { "a.txt": [0, 1], "b.csv": [0, 3], "c.jsonl": [6, 1], "d.txt": [2, 0] }],
    [1, { "a.txt": [0, 1], "b.csv": [0, 3], "c.jsonl": [1, 0], "d.txt": [6, 0] }],
    [1, { "a.txt": [0, 1], "b.csv": [0, 3], "c.jsonl": [1, 0], "d.txt": [0, 1] }],
  ]);
});

function lookFirst(look: () => Promise<void>, reader: DocumentReader): DocumentReader {
  if (reader.takes === "bytes") return reader;
  const read: typeof reader.read = async (text, limits) => {
    await look();
    return reader.read(text, limits);
  };
  return { ...reader, read };
}

/** Aborts an import when it has queued what it will do, so that the states can be looked at. */
function untilQueued(): { signal: AbortSignal; onProgress: (event: ImportEvent) => void } {
  const abortion = new AbortController();
  return { signal: abortion.signal, onProgress: ({ type }) => type === "queued" && abortion.abort() };
}

function indexStatusOf(pipelines: unknown): unknown {
  return (pipelines as { members: { index_list: { status: number }[] } }[])[0]?.members.index_list[0]?.status;
}

test("A document to be deleted is being deleted until it is", async () => {
  const databasePath = await temporaryDatabase();
  const storage = await openTemporaryStorage(databasePath);
  await runImport(storage, { folder: await documentFolder(files), collectionName });
  const options = { folder: await documentFolder({ "a.txt": "a" }), collectionName, prune: true };
  await runImport(storage, options, untilQueued());
  const queued = await storedCollection(storage, collectionName);
  expect(statesOf(queued)).toEqual({ "a.txt": [0, 1], "b.csv": [5, 2], "c.jsonl": [5, 1] });
  await runImport(storage, options);
  expect(statesOf(await storedCollection(storage, collectionName))).toEqual({ "a.txt": [0, 1] });
});

test.each<{ when: string; eventType: ImportEvent["type"] | "at once"; states: object; done: number }>([
  { when: "before it begins", eventType: "at once", states: {}, done: 0 },
  {
    when: "when all are queued",
    eventType: "queued",
    states: { "a.txt": [2, 0], "b.csv": [2, 0], "c.jsonl": [2, 0] },
    done: 0,
  },
  {
    when: "after the first document",
    eventType: "document",
    states: { "a.txt": [0, 1], "b.csv": [2, 0], "c.jsonl": [2, 0] },
    done: 1,
  },
])("An import aborted $when leaves the rest to the next one", async ({ eventType, states, done }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  const abortion = new AbortController();
  if (eventType === "at once") abortion.abort();
  const onProgress = ({ type }: ImportEvent) => type === eventType && abortion.abort();
  const report = await runImport(storage, { folder, collectionName }, { signal: abortion.signal, onProgress });
  expect(report).toMatchObject({ interrupted: true, done, pointCount: done });
  const stored = await storedCollection(storage, collectionName);
  expect(statesOf(stored)).toEqual(states);
  expect(indexStatusOf(stored.collection.pipelines)).toBe(0);

  const next = await runImport(storage, { folder, collectionName });
  expect(next).toMatchObject({ interrupted: false, done: 3 - done, unchanged: done, pointCount: 4 });
  expect(indexStatusOf((await storedCollection(storage, collectionName)).collection.pipelines)).toBe(1);
});

test("An abort comes before deletions as well", async () => {
  const storage = await openTemporaryStorage();
  await runImport(storage, { folder: await documentFolder(files), collectionName });
  const options = { folder: await documentFolder({ "a.txt": "a" }), collectionName, prune: true };
  const report = await runImport(storage, options, untilQueued());
  expect(report).toMatchObject({ interrupted: true, deleted: 0, unchanged: 1 });
  expect(await runImport(storage, options)).toMatchObject({ interrupted: false, deleted: 2, pointCount: 1 });
});

test("An import aborted beforehand leaves what it would delete as it is", async () => {
  const storage = await openTemporaryStorage();
  await runImport(storage, { folder: await documentFolder({ "a.txt": "a" }), collectionName });
  const folder = await documentFolder({ "b.txt": "b" });
  const options = { folder, collectionName, prune: true };
  const report = await runImport(storage, options, { signal: AbortSignal.abort() });
  expect(report).toMatchObject({ interrupted: true, deleted: 0 });
  expect(statesOf(await storedCollection(storage, collectionName))).toEqual({ "a.txt": [0, 1] });
});

test.each<[number, string, Record<string, readonly [number, number]>]>([
  [1, "all are queued", { "a.txt": [0, 1] }],
  [2, "the first is processed", { "a.txt": [3, 1], "b.csv": [2, 0], "c.jsonl": [2, 0] }],
  [3, "the first has its points", { "a.txt": [6, 1], "b.csv": [2, 0], "c.jsonl": [2, 0] }],
  [4, "the second is processed", { "a.txt": [0, 2], "b.csv": [2, 0], "c.jsonl": [2, 0] }],
  [8, "the import ends", { "a.txt": [0, 2], "b.csv": [0, 2], "c.jsonl": [0, 1] }],
])("Killed in change %i, before %s, an import is finished by the next one", async (change, _what, states) => {
  const databasePath = await temporaryDatabase();
  const storage = await openTemporaryStorage(databasePath);
  const folder = await documentFolder({ "a.txt": "a" });
  const limits = { maximumChunkLength: 5 };
  await runImport(storage, { folder, collectionName, limits });

  writeFiles(folder, { ...files, "a.txt": "one\n\ntwo" });
  const { child, ask } = await startSourceProcess<ImportOrder, ImportOutcome>("import-process.ts");
  const folderImport = { folder, collectionName, limits };
  expect(await ask({ databasePath, folderImport, hangInChange: change })).toEqual({});
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;

  const left = await storedCollection(storage, collectionName);
  expect(statesOf(left)).toEqual(states);
  expect(countersOf(left).said).toEqual(countersOf(left).counted);

  await runImport(storage, folderImport, untilQueued());
  const queued = statesOf(await storedCollection(storage, collectionName));
  // The points of an earlier import can be read until the next one is done.
  expect(queued["a.txt"]).toEqual(left.documents[0]?.processStatus === 0 && change > 1 ? [0, 2] : [3, 1]);
  const report = await runImport(storage, folderImport);
  expect(report).toMatchObject({ failed: [], interrupted: false, pointCount: 5 });
  const whole = await storedCollection(storage, collectionName);
  expect(statesOf(whole)).toEqual({ "a.txt": [0, 2], "b.csv": [0, 2], "c.jsonl": [0, 1] });
  expect(countersOf(whole).said).toEqual(countersOf(whole).counted);
});

test("A document in whose midst an import was ended is read last, as if it were the first", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, { "a.txt": "new", "c.jsonl": '{"content":"new"}' });
  const [ended] = (await storedCollection(storage, collectionName)).documents;
  if (ended === undefined) throw new Error("There is no document.");
  const processing = { ...ended, processStatus: 6 };
  await storage.change((changes) => changes.putDocument(ended.collectionId, processing));
  const here = readingHere(documentReaders);
  const seen: string[] = [];
  const reading: DocumentReading = {
    read: (order, signal) => {
      seen.push(order.document.docId);
      return here.read(order, signal);
    },
    renew: () => void seen.push("renewed"),
  };
  expect(await runImport(storage, { folder, collectionName }, { reading })).toMatchObject({ done: 2, unchanged: 1 });
  expect(seen).toEqual(["c.jsonl", "renewed", "a.txt"]);
});
