import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentFolder, type Files, writeFiles } from "../../testing/document-folder.js";
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

const twoFiles = { "a.txt": "a", "b.txt": "b" };
const lost: {
  what: string;
  files: Files;
  others?: Files;
  lose: string[];
  add?: Files;
  gone: number;
  prunable: number;
}[] = [
  { what: "alone", files: twoFiles, lose: ["a.txt"], gone: 1, prunable: 1 },
  {
    what: "beside another folder's",
    files: twoFiles,
    others: { "c.txt": "c", "d.txt": "d" },
    lose: ["a.txt"],
    gone: 1,
    prunable: 3,
  },
  { what: "while another folder's stay", files: twoFiles, others: { "c.txt": "c" }, lose: [], gone: 0, prunable: 0 },
  {
    what: "from a folder that holds a file of the system alone",
    files: twoFiles,
    lose: ["a.txt", "b.txt"],
    add: { ".DS_Store": "" },
    gone: 2,
    prunable: 0,
  },
];
test.each(lost)("Files that are gone, $what, are told, and how many documents --prune deletes", async (row) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(row.files);
  if (row.others) await runImport(storage, { folder: await documentFolder(row.others), collectionName });
  await runImport(storage, { folder, collectionName });
  for (const name of row.lose) rmSync(join(folder, name));
  writeFiles(folder, row.add ?? {});
  const { gone, prunable } = await runImport(storage, { folder, collectionName });
  expect({ gone, prunable }).toEqual({ gone: row.gone, prunable: row.prunable });
  if (gone === 0) return;
  const pruned = runImport(storage, { folder, collectionName, prune: true });
  if (prunable === 0) await expect(pruned).rejects.toThrow("There is nothing to import");
  else expect(await pruned).toMatchObject({ deleted: prunable, gone: 0, prunable: 0 });
});

test("Documents of a folder in this one, or around it, are not taken for its own", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a", "deep/b.txt": "b" });
  for (const from of [join(folder, "deep"), folder, join(folder, "deep")]) {
    expect(await runImport(storage, { folder: from, collectionName })).toMatchObject({ gone: 0 });
  }
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
