import { createHash } from "node:crypto";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { countersOf, statesOf, storedCollection } from "../../testing/stored-collection.js";
import { dumpDatabase } from "../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportEvent } from "./options.js";
import { runImport } from "./run-import.js";

const collectionName = "office";
const at = (time: string) => ({ now: () => new Date(time), randomBytes: (size: number) => Buffer.alloc(size, 0xab) });
const files = {
  "handbook.md":
    "---\ndepartment: people\n---\n# Staff handbook\n\n## Hours\n\nCome at ten.\n\n## 休假\n\n年假每年二十五天。\n",
  "lists/prices.CSV": "商品,price\n桌子,420\nchair,180\n",
  "lists/own.jsonl": '{"content":"What?","chunk_type":"faq","point_id":"own"}\n',
  "notes.txt": "\n",
};

test("A folder becomes a collection, and each file a document with its points", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  const events: ImportEvent[] = [];
  const report = await runImport(
    storage,
    { folder, collectionName, description: "Ours", creator: "ann" },
    { ...at("2026-01-15T08:30:00.987Z"), onProgress: (event) => events.push(event) },
  );
  expect(report).toEqual({
    collectionName,
    projectName: "default",
    resourceId: "kb-abababababababab",
    done: 4,
    decoded: [],
    unchanged: 0,
    failed: [],
    waiting: [],
    deleted: 0,
    gone: 0,
    prunable: 0,
    skipped: [],
    pointCount: 5,
    interrupted: false,
  });
  expect(events).toEqual([
    { type: "queued", documents: 4 },
    { type: "document", docId: "handbook.md", outcome: "done", pointCount: 2 },
    { type: "document", docId: "lists/own.jsonl", outcome: "done", pointCount: 1 },
    { type: "document", docId: "lists/prices.CSV", outcome: "done", pointCount: 2 },
    { type: "document", docId: "notes.txt", outcome: "done", pointCount: 0 },
  ]);
  const stored = await storedCollection(storage, collectionName);
  const time = Date.parse("2026-01-15T08:30:00.987Z");
  expect(stored.collection).toMatchObject({
    description: "Ours",
    creator: "ann",
    createTime: time,
    updateTime: time,
    members: { version: 2 },
  });
  expect(stored.documents[0]).toMatchObject({
    docId: "handbook.md",
    docName: "handbook.md",
    docType: "md",
    addType: "tos_fe",
    addedBy: "ann",
    createTime: time,
    updateTime: time,
    processStatus: 0,
    failedCode: null,
    members: {
      title: "Staff handbook",
      meta: '[{"field_name":"department","field_type":"string","field_value":"people"}]',
      doc_size: Buffer.byteLength(files["handbook.md"]),
      doc_hash: createHash("sha256").update(files["handbook.md"]).digest("hex"),
      full_directory_path: "/handbook.md",
    },
  });
  expect(stored.documents[2]).toMatchObject({ docName: "prices.CSV", docType: "csv" });
  expect(stored.points.map(({ point_id: id }) => id)).toEqual([
    "handbook.md-0",
    "handbook.md-1",
    "lists/prices.CSV-0",
    "lists/prices.CSV-1",
    "own",
  ]);
  expect(stored.points[1]).toEqual({
    collection_name: collectionName,
    point_id: "handbook.md-1",
    process_time: 1768465800,
    content: "年假每年二十五天。",
    chunk_id: 1,
    chunk_title: "休假",
    chunk_type: "text",
    doc_info: {
      doc_id: "handbook.md",
      doc_name: "handbook.md",
      create_time: 1768465800,
      doc_type: "md",
      source: "tos_fe",
      title: "Staff handbook",
      doc_meta: '[{"field_name":"department","field_type":"string","field_value":"people"}]',
    },
  });
  const { said, counted } = countersOf(stored);
  expect(said).toEqual(counted);
});

test("What has not changed is not written again", async () => {
  const databasePath = await temporaryDatabase();
  const storage = await openTemporaryStorage(databasePath);
  const folder = await documentFolder(files);
  const first = await runImport(storage, { folder, collectionName, description: "Ours" });
  const before = await dumpDatabase(databasePath);
  const again = await runImport(storage, { folder, collectionName, description: "Ours", prune: true });
  expect(again).toEqual({ ...first, done: 0, unchanged: 4 });
  expect(await dumpDatabase(databasePath)).toEqual(before);
});

test("A changed file replaces the points of its document alone", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  await runImport(storage, { folder, collectionName, creator: "ann" }, at("2026-01-15T08:30:00Z"));
  writeFiles(folder, { "handbook.md": "# New" });
  const options = { folder, collectionName, creator: "bob" };
  const report = await runImport(storage, options, at("2026-01-16T08:30:00Z"));
  expect(report).toMatchObject({ done: 1, unchanged: 3, pointCount: 4 });

  const stored = await storedCollection(storage, collectionName);
  const [created, updated] = [Date.parse("2026-01-15T08:30:00Z"), Date.parse("2026-01-16T08:30:00Z")];
  expect(stored.collection).toMatchObject({ createTime: created, updateTime: updated, creator: "ann" });
  const times = stored.documents.map(({ docId, createTime, updateTime }) => [docId, createTime, updateTime]);
  expect(times).toEqual([
    ["handbook.md", created, updated],
    ["lists/own.jsonl", created, created],
    ["lists/prices.CSV", created, created],
    ["notes.txt", created, created],
  ]);
  expect(stored.documents[0]).toMatchObject({ addedBy: "ann", members: { title: "New", doc_size: 5 } });
  expect(stored.points[0]).toMatchObject({ point_id: "handbook.md-0", content: "# New", process_time: updated / 1000 });
  expect(stored.points).toHaveLength(4);
});

test("Another length of chunks cuts every document anew", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "One.\n\nTwo." });
  await runImport(storage, { folder, collectionName });
  const options = { folder, collectionName, limits: { maximumChunkLength: 5 } };
  expect(await runImport(storage, options)).toMatchObject({ done: 1, unchanged: 0, pointCount: 2 });
  expect(await runImport(storage, options)).toMatchObject({ done: 0, unchanged: 1, pointCount: 2 });
});

test.each([
  {
    what: "stay",
    prune: false,
    expected: { done: 0, unchanged: 2, deleted: 0, pointCount: 5 },
    docIds: ["handbook.md", "lists/own.jsonl", "lists/prices.CSV", "new.jsonl", "notes.txt"],
  },
  {
    what: "are deleted on demand",
    prune: true,
    expected: { done: 1, unchanged: 2, deleted: 2, pointCount: 3 },
    docIds: ["handbook.md", "new.jsonl", "notes.txt"],
  },
])("Documents whose files are gone $what", async ({ prune, expected, docIds }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  await runImport(storage, { folder, collectionName });
  // Its point's id is taken until the document of the old name is gone.
  renameSync(join(folder, "lists/own.jsonl"), join(folder, "new.jsonl"));
  rmSync(join(folder, "lists"), { recursive: true });
  const report = await runImport(storage, { folder, collectionName, prune });
  expect(report).toMatchObject(expected);
  const stored = await storedCollection(storage, collectionName);
  expect(stored.documents.map(({ docId }) => docId)).toEqual(docIds);
});

test("A document that another import has deleted meanwhile is as good as deleted", async () => {
  const storage = await openTemporaryStorage();
  await runImport(storage, { folder: await documentFolder({ "a.txt": "a" }), collectionName });
  const { documents } = await storedCollection(storage, collectionName);
  const read: typeof storage.read = async (work) => {
    const result = await storage.read(work);
    await storage.change(async (changes) => {
      for (const { id } of documents) await changes.deleteDocument(id);
    });
    return result;
  };
  const options = { folder: await documentFolder({ "b.txt": "b" }), collectionName, prune: true };
  const report = await runImport({ ...storage, read }, options);
  expect(report).toMatchObject({ done: 1, deleted: 1, pointCount: 1 });
});

test("Two folders can be imported into one collection", async () => {
  const storage = await openTemporaryStorage();
  for (const name of ["a", "b"]) {
    await runImport(storage, { folder: await documentFolder({ [`${name}.txt`]: name }), collectionName });
  }
  expect(statesOf(await storedCollection(storage, collectionName))).toEqual({ "a.txt": [0, 1], "b.txt": [0, 1] });
});

test("The description given last is the collection's", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a" });
  const descriptionAfter = async (description?: string) => {
    await runImport(storage, { folder, collectionName, description });
    return (await storedCollection(storage, collectionName)).collection.description;
  };
  expect(await descriptionAfter()).toBe("");
  expect(await descriptionAfter("Ours")).toBe("Ours");
  expect(await descriptionAfter()).toBe("Ours");
  expect(await descriptionAfter("")).toBe("");
});

test.each([
  ["a name that begins with a digit", { collectionName: "1a" }, 'A collection cannot be called "1a": '],
  ["a name with a dash", { collectionName: "a-b" }, 'A collection cannot be called "a-b": '],
  ["no name", { collectionName: "" }, 'A collection cannot be called "": '],
  ["a name of 65 letters", { collectionName: "a".repeat(65) }, "A collection cannot be called "],
  ["a name with a line end", { collectionName: "a\n" }, 'A collection cannot be called "a\\n": '],
  ["no name of a project", { projectName: "" }, 'A project cannot be called "": '],
  ["a project with a space", { projectName: "a b" }, 'A project cannot be called "a b": '],
  ["a project of 65 letters", { projectName: "项".repeat(65) }, "A project cannot be called "],
  [
    "a limit of nothing",
    { limits: { maximumPoints: 0 } },
    "The limit maximumPoints is 0; it must be a whole number from 1.",
  ],
  ["an encoding that is none", { encoding: "klingon" }, 'There is no encoding "klingon". The usual ones are gb18030, '],
  ["half a limit", { limits: { maximumChunkLength: 1.5 } }, "The limit maximumChunkLength is 1.5; "],
  ["a folder without a document", { folder: "empty" }, "There is nothing to import in "],
  ["a folder that is not there", { folder: "missing" }, "no such file or directory (ENOENT)."],
  ["a file in place of a folder", { folder: "filled/a.txt" }, "not a directory (ENOTDIR)."],
])("With %s nothing is done", async (_what, options, message) => {
  const databasePath = await temporaryDatabase();
  const storage = await openTemporaryStorage(databasePath);
  const before = await dumpDatabase(databasePath);
  const parent = await documentFolder({ "filled/a.txt": "a", "empty/.hidden.txt": "a", "empty/a.xyz": "a" });
  const { folder = "filled", ...others } = { collectionName, ...options } as {
    folder?: string;
    collectionName: string;
  };
  await expect(runImport(storage, { ...others, folder: join(parent, folder) })).rejects.toThrow(message);
  expect(await dumpDatabase(databasePath)).toEqual(before);
});

test.each(["a", "A_9".padEnd(64, "z")])("A collection may be called %j", async (name) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a" });
  const report = await runImport(storage, { folder, collectionName: name, projectName: "项目-1.b_c" });
  expect(report).toMatchObject({ collectionName: name, projectName: "项目-1.b_c", pointCount: 1 });
});
