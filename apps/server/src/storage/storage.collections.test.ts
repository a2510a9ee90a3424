import { expect, test } from "vitest";
import {
  collectionFields,
  documentFields,
  pointIdsOf,
  storedPoints,
  taskFields,
} from "../../testing/storage-records.js";
import { countRows } from "../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { CollectionFields } from "./records.js";
import type { Changes } from "./storage.js";

const untouched = { documentCount: 0, finishedDocumentCount: 0, succeededDocumentCount: 0, pointCount: 0 };

test("A collection is found by its name and by its resource id, as it was made", async () => {
  const storage = await openTemporaryStorage();
  const fields = collectionFields({
    description: "",
    pipelines: [
      { name: "default", members: { index_list: [{ dim: 1024, quant: null }] } },
      { name: "longer_chunks", members: { 中: [1.5, true, "\ud800"] } },
    ],
    members: { ["__proto__"]: { polluted: true }, version: 4 },
  });
  const made = await storage.change((changes) => changes.createCollection(fields));
  await storage.read(async (reads) => {
    const project = await reads.findProject("default");
    expect(made).toEqual({ id: made.id, projectId: project?.id, ...fields, ...untouched });
    expect(Object.hasOwn(made.members, "__proto__")).toBe(true);
    expect(await reads.findCollection(made.projectId, "faq")).toEqual(made);
    expect(await reads.findCollectionByResourceId("kb-default-faq")).toEqual(made);
    expect(await reads.listCollections()).toEqual([made]);
  });
});

test.each(["FAQ", "faq ", "", "fa_", "%", "faq\0", "\ud800"])(
  "%j is neither the name nor the resource id faq",
  async (text) => {
    const storage = await openTemporaryStorage();
    const { projectId } = await storage.change((changes) =>
      changes.createCollection(collectionFields({ resourceId: "faq" })),
    );
    await storage.read(async (reads) => {
      expect(await reads.findCollection(projectId, text)).toBeUndefined();
      expect(await reads.findCollection(projectId + 1, "faq")).toBeUndefined();
      expect(await reads.findCollectionByResourceId(text)).toBeUndefined();
    });
  },
);

test("Collections are listed by project and name", async () => {
  const storage = await openTemporaryStorage();
  for (const [projectName, name] of [
    ["b", "a"],
    ["a", "z"],
    ["a", "Z"],
    ["a", "a_10"],
    ["a", "a_2"],
  ] as const) {
    await storage.change((changes) => changes.createCollection(collectionFields({ projectName, name })));
  }
  const collections = await storage.read((reads) => reads.listCollections());
  expect(collections.map(({ projectName, name }) => [projectName, name])).toEqual([
    ["a", "Z"],
    ["a", "a_10"],
    ["a", "a_2"],
    ["a", "z"],
    ["b", "a"],
  ]);
});

const taken: [title: string, more: Partial<CollectionFields>, message: string][] = [
  ["name", { resourceId: "kb-2" }, 'The project "default" has a collection "faq" already.'],
  [
    "resource id",
    { projectName: "new", name: "other", resourceId: "kb-1" },
    'There is a collection with the resource id "kb-1" already.',
  ],
];
test.each(taken)("A taken %s is refused and leaves all as it was", async (_title, more, message) => {
  const storage = await openTemporaryStorage();
  const made = await storage.change((changes) => changes.createCollection(collectionFields({ resourceId: "kb-1" })));
  const refused = await storage.change((changes) =>
    changes.createCollection(collectionFields(more)).catch((error) => error.message),
  );
  expect(refused).toBe(message);
  await storage.read(async (reads) => {
    expect(await reads.listCollections()).toEqual([made]);
    expect(await reads.listProjects()).toHaveLength(1);
  });
});

test("The same name may stand in two projects", async () => {
  const storage = await openTemporaryStorage();
  await storage.change(async (changes) => {
    const one = await changes.createCollection(collectionFields({ projectName: "one" }));
    const two = await changes.createCollection(collectionFields({ projectName: "two" }));
    expect(await changes.findCollection(one.projectId, "faq")).toEqual(one);
    expect(await changes.findCollection(two.projectId, "faq")).toEqual(two);
  });
});

const changed: Parameters<Changes["updateCollection"]>[1][] = [
  { updateTime: 5 },
  { description: "", updateTime: 5 },
  { pipelines: [{ name: "only", members: {} }], updateTime: 5 },
  { description: "New", pipelines: [{ name: "a", members: {} }], updateTime: 6 },
];
test.each(changed)("updateCollection sets %j and nothing else", async (fields) => {
  const storage = await openTemporaryStorage();
  const before = await storage.change((changes) => changes.createCollection(collectionFields()));
  const other = await storage.change((changes) => changes.createCollection(collectionFields({ name: "other" })));
  await storage.change((changes) => changes.updateCollection(before.id, fields));
  expect(await storage.read((reads) => reads.listCollections())).toEqual([{ ...before, ...fields }, other]);
});

test("A deleted collection takes all that belongs to it along, and nothing else", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const ids = await storage.change(async (changes) => {
    const made = [];
    for (const name of ["one", "two"]) {
      const { id } = await changes.createCollection(collectionFields({ name }));
      for (const docId of ["a", "b"]) {
        const document = await changes.putDocument(id, documentFields(docId));
        await changes.replacePoints(document.id, storedPoints(pointIdsOf(docId, 3)));
      }
      await changes.putTask(id, taskFields(`task of ${name}`));
      made.push(id);
    }
    return made;
  });
  const both = { project: 1, access_key: 0, access_key_project: 0, collection: 2, document: 4, point: 12, task: 2 };
  expect(await countRows(path)).toEqual(both);
  await storage.change((changes) => changes.deleteCollection(ids[0] ?? 0));
  expect(await countRows(path)).toEqual({ ...both, collection: 1, document: 2, point: 6, task: 1 });
  expect(await storage.read((reads) => reads.listCollections())).toMatchObject([
    { name: "two", documentCount: 2, pointCount: 6 },
  ]);
  // What is gone already may be deleted again.
  await storage.change((changes) => changes.deleteCollection(ids[0] ?? 0));
});

test("A collection that is gone is not changed, nor one that was made since", async () => {
  const storage = await openTemporaryStorage();
  const gone = await storage.change((changes) => changes.createCollection(collectionFields()));
  await storage.change((changes) => changes.deleteCollection(gone.id));
  const made = await storage.change((changes) => changes.createCollection(collectionFields()));
  expect(made.id).not.toBe(gone.id);
  const message = "The collection that was to be changed is gone: it has been deleted meanwhile.";
  await expect(storage.change((changes) => changes.updateCollection(gone.id, { updateTime: 5 }))).rejects.toThrow(
    message,
  );
  await expect(storage.change((changes) => changes.putDocument(gone.id, documentFields("a")))).rejects.toThrow(message);
  await expect(storage.change((changes) => changes.putTask(gone.id, taskFields("t")))).rejects.toThrow(message);
  expect(await storage.read((reads) => reads.listCollections())).toEqual([made]);
});

// Where an engine refuses it, in its own words.
const impossible: [title: string, fields: CollectionFields, message: string | RegExp][] = [
  ["without a pipeline", collectionFields({ pipelines: [] }), /check constraint.*pipelines/i],
  ["made at no time", collectionFields({ createTime: Number.NaN }), "cannot be stored: it is NaN"],
  [
    "made between two milliseconds",
    collectionFields({ createTime: 0.5 }),
    /REAL value in INTEGER column|type bigint: "0.5"/,
  ],
  ["named by half a surrogate pair", collectionFields({ name: "\udc00" }), "cannot be stored: it is text with half"],
];
test.each(impossible)("A collection %s cannot be stored", async (_title, fields, message) => {
  const storage = await openTemporaryStorage();
  await expect(storage.change((changes) => changes.createCollection(fields))).rejects.toThrow(message);
  expect(await storage.read((reads) => reads.listProjects())).toEqual([]);
});
