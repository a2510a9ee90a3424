import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { ImportEvent } from "./options.js";
import { runImport } from "./run-import.js";

const collectionName = "office";

test("collection.yaml may be in the encoding that is given; a fault in it names the file", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({
    "collection.yaml": Buffer.from("description: Müller\n", "latin1"),
    "a.txt": "a",
  });
  await expect(runImport(storage, { folder, collectionName })).rejects.toThrow(
    "collection.yaml: The file is not in UTF-8, and might be in another encoding as well as in GB 18030. Say which with --encoding: ",
  );
  await runImport(storage, { folder, collectionName, encoding: "latin1" });
  expect((await storedCollection(storage, collectionName)).collection.description).toBe("Müller");
});

test("What a document was read as is told, and another encoding reads anew what is not in UTF-8", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({
    "a.tsv": Buffer.from("\ufeff姓\t名\n张\t三\n", "utf16le"),
    "b.txt": Buffer.from("4dfc6c6c6572", "hex"),
    "c.txt": Buffer.from("c8cbb9a4d6c7c4dc", "hex"),
    "d.mdx": "# 标题\n",
  });
  const events: ImportEvent[] = [];
  const onProgress = (event: ImportEvent) => events.push(event);
  const first = await runImport(storage, { folder, collectionName }, { onProgress });
  const decoded = [
    { docId: "a.tsv", encoding: "utf-16le" },
    { docId: "c.txt", encoding: "gb18030" },
  ];
  expect(first).toMatchObject({ done: 3, decoded, failed: [{ docId: "b.txt" }] });
  expect(events).toContainEqual({ type: "document", outcome: "done", pointCount: 1, ...decoded[1] });
  expect(events).toContainEqual({ type: "document", outcome: "done", pointCount: 1, docId: "d.mdx" });

  const options = { folder, collectionName, encoding: "latin1" };
  const second = await runImport(storage, options);
  const encoding = "windows-1252";
  expect(second).toMatchObject({ done: 3, unchanged: 1, failed: [] });
  expect(second.decoded).toEqual([decoded[0], { docId: "c.txt", encoding }, { docId: "b.txt", encoding }]);
  const { points } = await storedCollection(storage, collectionName);
  expect(points.map(({ content }) => content)).toEqual(["姓:张\n名:三", "Müller", "ÈË¹¤ÖÇÄÜ", "# 标题"]);
  expect(await runImport(storage, options)).toMatchObject({ unchanged: 4, decoded: [] });
});

test("Without an encoding, documents go on being read in the one that was given", async () => {
  const storage = await openTemporaryStorage();
  const latin1 = (text: string) => Buffer.from(text, "latin1");
  const folder = await documentFolder({ "a.txt": latin1("Müller"), "b.md": "# 标题\n", "c.html": latin1("<p>Köln") });
  const given = { folder, collectionName, encoding: "latin1" };
  const options = { folder, collectionName };
  const contents = async () => (await storedCollection(storage, collectionName)).points.map(({ content }) => content);
  expect(await runImport(storage, given)).toMatchObject({ done: 3 });
  expect(await runImport(storage, options)).toMatchObject({ unchanged: 3 });
  expect(await contents()).toEqual(["Müller", "# 标题", "Köln"]);

  // Changed, emptied, damaged, and changed again.
  writeFiles(folder, { "a.txt": latin1("Jürgen") });
  expect(await runImport(storage, options)).toMatchObject({ done: 1, unchanged: 2 });
  writeFiles(folder, { "a.txt": "" });
  expect(await runImport(storage, options)).toMatchObject({ done: 1, unchanged: 2 });
  writeFiles(folder, { "a.txt": "a\0b" });
  expect(await runImport(storage, options)).toMatchObject({ failed: [{ docId: "a.txt" }] });
  writeFiles(folder, { "a.txt": latin1("Jörg"), "b.md": "# 标题二\n" });
  expect(await runImport(storage, options)).toMatchObject({ done: 2, unchanged: 1 });
  expect(await contents()).toEqual(["Jörg", "# 标题二", "Köln"]);
  expect(await runImport(storage, given)).toMatchObject({ unchanged: 3 });

  // Bytes that might be in UTF-8 are read in it, too.
  writeFiles(folder, { "a.txt": "\u001b$B" });
  expect(await runImport(storage, { ...given, encoding: "iso-2022-jp" })).toMatchObject({ done: 2, unchanged: 0 });
});

test("What is in another encoding than before says so, and is read in the one that is given then", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({
    "a.txt": Buffer.from("82b182ea82cd", "hex"),
    "b.html": Buffer.from("3c703e82b182ea82cd", "hex"),
  });
  await runImport(storage, { folder, collectionName, encoding: "shift_jis" });
  const chinese = Buffer.from("d0d5c3fb3bb2bfc3c50acdf5ceb03bcffacadb0a", "hex");
  writeFiles(folder, { "a.txt": chinese, "b.html": chinese });
  const failedMessage = expect.stringMatching(
    /^The file is not a text in shift_jis or UTF-8\. It was in that when it was read before\. Say another with --encoding: gb18030, /,
  );
  expect(await runImport(storage, { folder, collectionName })).toMatchObject({
    failed: [
      { docId: "a.txt", failedMessage },
      { docId: "b.html", failedMessage },
    ],
  });
  expect(await runImport(storage, { folder, collectionName, encoding: "gb18030" })).toMatchObject({ done: 2 });
  writeFiles(folder, { "a.txt": Buffer.concat([chinese, chinese]) });
  expect(await runImport(storage, { folder, collectionName })).toMatchObject({ done: 1, failed: [] });
});
