import { expect, test } from "vitest";
import { documentFolder, type Files, writeFiles } from "../../testing/document-folder.js";
import { countersOf, statesOf, storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { ReadDocument, ReadingSettings } from "./read/formats/document-reader.js";
import { documentReaders } from "./read/readers.js";
import { runImport } from "./run-import.js";

const collectionName = "intake";

/** Files of JSON lines with a point of each id. */
function pointFiles(idsOf: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(
    Object.entries(idsOf).map(([name, ids]) => [
      `${name}.jsonl`,
      [...ids].map((id) => `{"point_id":"${id}","content":"${name}"}`).join("\n"),
    ]),
  );
}

const placesOf = (points: readonly { readonly point_id: string; readonly content: string }[]) =>
  Object.fromEntries(points.map(({ point_id: id, content }) => [id, content]));

test.each<[string, Record<string, string>, Record<string, string>]>([
  ["to a file that is imported earlier", { a: "1", b: "23" }, { a: "12", b: "3" }],
  ["to a file that is imported later", { a: "12", b: "3" }, { a: "1", b: "23" }],
  ["from each file to the one before", { a: "1", b: "23", c: "45", d: "67" }, { a: "12", b: "34", c: "56", d: "7" }],
  ["from each file to the one behind", { a: "12", b: "34", c: "56", d: "7" }, { a: "1", b: "23", c: "45", d: "67" }],
  ["to a new file", { b: "12" }, { a: "1", b: "2" }],
])("Points can be moved %s", async (_what, before, after) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(pointFiles(before));
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, pointFiles(after));
  const events: unknown[] = [];
  const onProgress = (event: object) => "docId" in event && events.push(event.docId);
  const count = Object.keys(after).length;
  expect(await runImport(storage, { folder, collectionName }, { onProgress })).toMatchObject({
    done: count,
    failed: [],
    interrupted: false,
  });
  expect(new Set(events).size).toBe(events.length);
  const stored = await storedCollection(storage, collectionName);
  const expected = Object.entries(after).flatMap(([name, ids]) => [...ids].map((id) => [id, name]));
  expect(placesOf(stored.points)).toEqual(Object.fromEntries(expected));
  const { said, counted } = countersOf(stored);
  expect(said).toEqual(counted);
});

test("A document that is put off waits as before, its points staying readable", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(pointFiles({ a: "1", b: "23" }));
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, pointFiles({ a: "12", b: "3" }));
  const seen: unknown[] = [];
  const reader = documentReaders.get("jsonl");
  const read = async (text: string, settings: ReadingSettings): Promise<ReadDocument> => {
    seen.push(statesOf(await storedCollection(storage, collectionName)));
    return reader?.takes === "text" ? reader.read(text, settings) : { points: [] };
  };
  const readers = new Map([["jsonl", { version: 1, takes: "text", read } as const]]);
  await runImport(storage, { folder, collectionName }, { readers });
  expect(seen).toEqual([
    { "a.jsonl": [6, 1], "b.jsonl": [3, 2] },
    { "a.jsonl": [3, 1], "b.jsonl": [6, 2] },
    { "a.jsonl": [6, 1], "b.jsonl": [0, 1] },
  ]);
});

test("Of two documents that exchange points one fails, until the next import", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(pointFiles({ a: "1", b: "2" }));
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, pointFiles({ a: "2", b: "1" }));
  const failedMessage = 'The point id "1" is taken by a point of the document "a.jsonl".';
  expect(await runImport(storage, { folder, collectionName })).toMatchObject({
    done: 1,
    failed: [{ docId: "b.jsonl", failedCode: 90001, failedMessage }],
  });
  expect(await runImport(storage, { folder, collectionName })).toMatchObject({ done: 1, unchanged: 1, failed: [] });
  expect(placesOf((await storedCollection(storage, collectionName)).points)).toEqual({ 1: "b", 2: "a" });
});
