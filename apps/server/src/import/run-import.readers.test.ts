import { constants } from "node:os";
import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "./run-import.js";

const collectionName = "intake";

test("What a parser says in the words of zlib is its document's failure", async () => {
  const storage = await openTemporaryStorage();
  // Its number is that of another error of the system.
  const error = Object.assign(new Error("invalid distance"), { code: "Z_DATA_ERROR", errno: -3 });
  const readers = new Map([["pdf", { version: 1, takes: "bytes", read: () => Promise.reject(error) } as const]]);
  const folder = await documentFolder({ "a.pdf": "" });
  const report = await runImport(storage, { folder, collectionName }, { readers });
  expect(report).toMatchObject({
    waiting: [],
    failed: [{ failedMessage: "The file cannot be read: invalid distance." }],
  });
});

test("What a reader stumbles over is its document's failure", async () => {
  const storage = await openTemporaryStorage();
  const read = () => Promise.reject(new TypeError("It is encrypted"));
  const readers = new Map([["pdf", { version: 1, takes: "bytes", read } as const]]);
  const report = await runImport(
    storage,
    { folder: await documentFolder({ "a.pdf": "" }), collectionName },
    { readers },
  );
  expect(report.failed).toEqual([
    { docId: "a.pdf", failedCode: 90001, failedMessage: "The file cannot be read: It is encrypted." },
  ]);
});

test.each([
  {
    what: "a module that is missing",
    fault: { code: "ERR_MODULE_NOT_FOUND" },
    reason: "The program that reads such files cannot be loaded: install it again.",
  },
  {
    what: "a file of a parser that is missing",
    fault: { code: "ENOENT", errno: constants.errno.ENOENT * -1 },
    reason: "The program that reads such files cannot be loaded: install it again.",
  },
  {
    what: "too many open files",
    fault: { code: "EMFILE", errno: constants.errno.EMFILE * -1 },
    reason: "The program that reads such files cannot be loaded: too many open files (EMFILE).",
  },
])("A reader that $what stops leaves its document as it was", async ({ fault, reason }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a" });
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, { "a.txt": "b" });
  const read = () => Promise.reject(Object.assign(new Error("Cannot find '/opt/secret'"), fault));
  const readers = new Map([["txt", { version: 1, takes: "text", read } as const]]);
  const report = await runImport(storage, { folder, collectionName }, { readers });
  expect(report).toMatchObject({ failed: [], waiting: [{ docId: "a.txt", reason }], pointCount: 1 });
  expect((await storedCollection(storage, collectionName)).points.map(({ content }) => content)).toEqual(["a"]);
});
