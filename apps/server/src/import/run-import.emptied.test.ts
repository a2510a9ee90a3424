import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "./run-import.js";

const collectionName = "office";

test("An emptied folder deletes nothing: a wrong path or a disk that is not mounted looks the same", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a" });
  await runImport(storage, { folder, collectionName });
  rmSync(join(folder, "a.txt"));
  expect(await runImport(storage, { folder, collectionName })).toMatchObject({ deleted: 0, pointCount: 1 });
  await expect(runImport(storage, { folder, collectionName, prune: true })).rejects.toThrow(
    "There is nothing to import",
  );
  expect((await storedCollection(storage, collectionName)).collection.pointCount).toBe(1);
});

test("An emptied folder leaves its collection the table that collection.yaml has declared", async () => {
  const storage = await openTemporaryStorage();
  const table = "table: [{ field_name: a, field_type: string }]";
  const folder = await documentFolder({ "collection.yaml": table, "a.csv": "a\n1\n" });
  const typeOfData = async () => (await storedCollection(storage, collectionName)).collection.pipelines[0]?.members;
  await runImport(storage, { folder, collectionName });
  const declared = await typeOfData();
  expect(declared).toMatchObject({ data_type: "structured_data", table_config_list: [{ field_name: "a" }] });
  for (const name of ["collection.yaml", "a.csv"]) rmSync(join(folder, name));
  await runImport(storage, { folder, collectionName });
  expect(await typeOfData()).toEqual(declared);
  // Without its file alone, a collection has no table any more.
  writeFiles(folder, { "a.csv": "a\n1\n" });
  await runImport(storage, { folder, collectionName });
  expect(await typeOfData()).not.toMatchObject({ data_type: "structured_data" });
});

test.each([
  {
    what: "empty",
    deleted: 0,
    skipped: [{ path: "deep", reason: expect.stringMatching("so 2 documents of it are kept") }],
  },
  { what: "deleted", deleted: 2, skipped: [] },
])("Pruned, the documents of a folder that is $what are $deleted deleted ones", async ({ what, deleted, skipped }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a", "deep/b.txt": "b", "deep/er/c.txt": "c" });
  await runImport(storage, { folder, collectionName });
  rmSync(join(folder, "deep"), { recursive: true });
  if (what === "empty") mkdirSync(join(folder, "deep"));
  const report = await runImport(storage, { folder, collectionName, prune: true });
  expect(report).toMatchObject({ deleted, skipped, pointCount: 3 - deleted });
});

test("What is only gone for a moment is not pruned", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a", "b.txt": "b" });
  await runImport(storage, { folder, collectionName });
  // Some editors save like this: they move the file away and write a new one.
  rmSync(join(folder, "b.txt"));
  const read: typeof storage.read = async (work) => {
    writeFiles(folder, { "b.txt": "b" });
    return await storage.read(work);
  };
  const pruned = runImport(
    { ...storage, read, change: storage.change.bind(storage) },
    { folder, collectionName, prune: true },
  );
  expect(await pruned).toMatchObject({ deleted: 0, pointCount: 2 });
});
