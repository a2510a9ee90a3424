import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { countersOf, statesOf, storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import type { ImportEvent } from "./options.js";
import { documentReaders } from "./read/readers.js";
import { runImport } from "./run-import.js";

const collectionName = "intake";
const onlySupported = `Only ${[...documentReaders.keys()].join(", ")} files are imported.`;
const limits = { maximumFileBytes: 60, maximumPoints: 2, maximumStoredBytes: 700 };
const tooManyPoints = "The document gives more than the 2 points that are allowed.";
const tooManyBytes =
  "The points of the document take more than the 700 bytes that are allowed; its metadata and the names of its columns stand in each of them.";

test.each<{ what: string; name: string; content: string | Uint8Array; failedCode: number; failedMessage: string }>([
  {
    what: "a file too large",
    name: "a.txt",
    content: "x".repeat(61),
    failedCode: 30001,
    failedMessage: "The file has 61 bytes; at most 60 are allowed.",
  },
  {
    what: "too many chunks",
    name: "a.md",
    content: "# A\n1\n# B\n2\n# C\n3",
    failedCode: 35001,
    failedMessage: tooManyPoints,
  },
  { what: "too many rows", name: "a.csv", content: "a\n1\n2\n3\n", failedCode: 35001, failedMessage: tooManyPoints },
  {
    what: "too many lines",
    name: "a.jsonl",
    content: '{"content":""}\n'.repeat(3),
    failedCode: 35001,
    failedMessage: tooManyPoints,
  },
  {
    what: "metadata repeated in its points",
    name: "a.md",
    content: "---\na: 0123456789012345\n---\n# 1\n1\n# 2\n2",
    failedCode: 90001,
    failedMessage: tooManyBytes,
  },
  {
    what: "a CSV without rows",
    name: "a.csv",
    content: "a,b\n",
    failedCode: 36007,
    failedMessage: "The file has no row below a header.",
  },
  {
    what: "JSON lines without a line",
    name: "a.ndjson",
    content: "\n",
    failedCode: 36007,
    failedMessage: "The file holds no line with a point.",
  },
  {
    what: "bytes that are no text",
    name: "a.text",
    content: Buffer.of(0, 1, 2),
    failedCode: 90001,
    failedMessage: "The file is not a text in UTF-8, UTF-16 or GB 18030.",
  },
  {
    what: "a quote that stays open",
    name: "a.tsv",
    content: 'a\tb\n"1\n',
    failedCode: 90001,
    failedMessage: "Line 2: the file ends within a value in quotes; its row begins in line 2.",
  },
  {
    what: "bytes in an encoding that is not certain",
    name: "a.mdx",
    content: Buffer.from("Müller", "latin1"),
    failedCode: 90001,
    failedMessage:
      "The file is not in UTF-8, and might be in another encoding as well as in GB 18030. Say which with --encoding: gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252, windows-1251, koi8-r, utf-16le.",
  },
  {
    what: "a line that is no point",
    name: "a.jsonl",
    content: "{}",
    failedCode: 90001,
    failedMessage: "Line 1: content: is required.",
  },
  {
    what: "the id of another document's point",
    name: "z.jsonl",
    content: '{"content":"","point_id":"good.txt-0"}',
    failedCode: 90001,
    failedMessage: 'The point id "good.txt-0" is taken by a point of the document "good.txt".',
  },
])("With $what a document fails, and the others go on", async ({ name, content, failedCode, failedMessage }) => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ [name]: content, "good.txt": "good" });
  const report = await runImport(storage, { folder, collectionName, limits });
  expect(report).toMatchObject({ done: 1, failed: [{ docId: name, failedCode, failedMessage }], pointCount: 1 });
  const stored = await storedCollection(storage, collectionName);
  expect(statesOf(stored)).toEqual({ [name]: [1, 0], "good.txt": [0, 1] });
  expect(stored.documents.find(({ docId }) => docId === name)).toMatchObject({ failedCode, failedMessage });
  const { said, counted } = countersOf(stored);
  expect(said).toEqual(counted);
});

test("Files just within the limits are imported", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "x".repeat(60), "b.csv": "a\n1\n2\n" });
  expect(await runImport(storage, { folder, collectionName, limits })).toMatchObject({ done: 2, pointCount: 3 });
});

test("A document whose update fails has no points, and is tried again each time until it is good", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.csv": "a\n1\n2\n" });
  const states = async () => {
    const report = await runImport(storage, { folder, collectionName });
    return [report.done, report.failed.length, statesOf(await storedCollection(storage, collectionName))["a.csv"]];
  };
  expect(await states()).toEqual([1, 0, [0, 2]]);
  writeFiles(folder, { "a.csv": "a\n" });
  expect(await states()).toEqual([0, 1, [1, 0]]);
  expect((await storedCollection(storage, collectionName)).documents).toMatchObject([
    { contentHash: null, members: { full_directory_path: "/a.csv" } },
  ]);
  expect(await states()).toEqual([0, 1, [1, 0]]);
  writeFiles(folder, { "a.csv": "a\n1\n2\n" });
  expect(await states()).toEqual([1, 0, [0, 2]]);
  const [document] = (await storedCollection(storage, collectionName)).documents;
  expect(document).toMatchObject({ failedCode: null, failedMessage: null });
});

test("A document that failed is tried again when all others are imported", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.csv": "a\n", "b.txt": "b" });
  await runImport(storage, { folder, collectionName });
  writeFiles(folder, { "b.txt": "newer", "c.txt": "c" });
  const order: string[] = [];
  const onProgress = (event: ImportEvent) => "docId" in event && order.push(`${event.docId} ${event.outcome}`);
  await runImport(storage, { folder, collectionName }, { onProgress });
  expect(order).toEqual(["b.txt done", "c.txt done", "a.csv failed"]);
});

test("What is said of a failure is of a length that can be shown", async () => {
  const storage = await openTemporaryStorage();
  const id = JSON.stringify({ content: "", point_id: "👍".repeat(500) });
  const report = await runImport(storage, {
    folder: await documentFolder({ "a.jsonl": `${id}\n${id}\n` }),
    collectionName,
  });
  const [{ failedMessage = "" } = {}] = report.failed;
  expect(failedMessage).toMatch(/^Line 2: point_id "(👍){400,500}…$/u);
});

test("A storage that fails ends the import", async () => {
  const storage = await openTemporaryStorage();
  const broken = async () => {
    throw new Error("The disk is full.");
  };
  const folder = await documentFolder({ "a.txt": "a" });
  const importing = runImport({ ...storage, change: broken, close: broken }, { folder, collectionName });
  await expect(importing).rejects.toThrow("The disk is full.");
});

test("What is no document is skipped, hidden things without a word", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({
    "a.txt": "a",
    ".hidden.txt": "a",
    ".git/b.txt": "a",
    "node_modules/c.md": "a",
    "image.png": "a",
    README: "a",
    "caf\u00e9.txt": "composed",
    "cafe\u0301.txt": "decomposed",
  });
  symlinkSync(join(folder, "a.txt"), join(folder, "link.txt"));
  symlinkSync(folder, join(folder, "loop"));
  mkdirSync(join(folder, "folder.txt"));
  const report = await runImport(storage, { folder, collectionName });
  expect(report.skipped).toEqual([
    { path: "README", reason: onlySupported },
    { path: "caf\u00e9.txt", reason: "Another file's name is the same but for the form of its Unicode characters." },
    {
      path: "image.png",
      reason: onlySupported,
    },
    { path: "link.txt", reason: "It is a link; links are not followed." },
    { path: "loop", reason: "It is a link; links are not followed." },
  ]);
  expect(statesOf(await storedCollection(storage, collectionName))).toEqual({
    "a.txt": [0, 1],
    "caf\u00e9.txt": [0, 1],
  });
});

// Others end paths sooner.
test.skipIf(process.platform !== "linux")(
  "A file whose path is too long for an id is skipped, and no other",
  async () => {
    const storage = await openTemporaryStorage();
    const place = Array.from({ length: 9 }, () => "f".repeat(200)).join("/");
    const fitting = `${place}/${"a".repeat(2_000 - place.length - 5)}.txt`;
    const folder = await documentFolder({ [fitting]: "a", [fitting.replace("a.txt", "aa.txt")]: "a" });
    expect(await runImport(storage, { folder, collectionName })).toMatchObject({
      done: 1,
      skipped: [{ reason: "Its path below the folder has 2,001 bytes of UTF-8, more than 2,000: shorten it." }],
    });
  },
);

// Other systems have no such names.
test.skipIf(process.platform !== "linux")("What has a name that is not UTF-8 is skipped and shown", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a", "\ufffd.txt": "a name like any other" });
  const named = (name: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), name]);
  writeFileSync(named(Buffer.from("M\xfcller .txt", "latin1")), "text");
  mkdirSync(named(Buffer.from("c4ea", "hex")));
  writeFileSync(named(Buffer.from("c4ea2f612e6d64", "hex")), "text");
  writeFileSync(named(Buffer.from("2efc", "hex")), "hidden");
  writeFileSync(named(Buffer.concat([Buffer.from("年"), Buffer.of(0xe5, 0xb9), Buffer.from(".csv")])), "text");
  const report = await runImport(storage, { folder, collectionName });
  const reason = "Its name is not UTF-8: rename it.";
  expect(report).toMatchObject({ done: 2, failed: [], waiting: [] });
  expect(report.skipped).toEqual([
    { path: "M\\xfcller .txt", reason },
    { path: "\\xc4\\xea", reason },
    { path: "年\\xe5\\xb9.csv", reason },
  ]);
  expect(await runImport(storage, { folder, collectionName, prune: true })).toMatchObject({ unchanged: 2, deleted: 0 });
});

describe.skipIf(process.platform === "win32")("While the import begins", () => {
  const rows: readonly {
    readonly what: string;
    readonly replace: (path: string) => void;
    readonly reason: string;
  }[] = [
    {
      what: "a link",
      replace: (path) => symlinkSync("good.txt", path),
      reason: "It has become a link; links are not followed.",
    },
    { what: "a pipe", replace: (path) => execFileSync("mkfifo", [path]), reason: "It is not a file any more." },
    { what: "a folder", replace: (path) => mkdirSync(path), reason: "It is not a file any more." },
    { what: "nothing", replace: () => {}, reason: "The file cannot be read: no such file or directory (ENOENT)." },
  ];
  test.each(rows)("a file replaced by $what waits with the points that it had", async ({ replace, reason }) => {
    const storage = await openTemporaryStorage();
    const folder = await documentFolder({ "a.txt": "a", "good.txt": "good" });
    const options = { folder, collectionName, limits };
    await runImport(storage, options);
    writeFiles(folder, { "a.txt": "newer", "good.txt": "better" });
    const events: ImportEvent[] = [];
    const onProgress = (event: ImportEvent) => {
      events.push(event);
      if (event.type !== "queued") return;
      rmSync(join(folder, "a.txt"));
      replace(join(folder, "a.txt"));
    };
    const report = await runImport(storage, options, { onProgress });
    const waiting = [{ docId: "a.txt", reason }];
    expect(report).toMatchObject({ done: 1, failed: [], waiting, interrupted: false, pointCount: 2 });
    expect(events.at(-1)).toEqual({ type: "document", docId: "a.txt", outcome: "waiting", pointCount: 1, reason });
    const stored = await storedCollection(storage, collectionName);
    expect(statesOf(stored)).toEqual({ "a.txt": [3, 1], "good.txt": [0, 1] });
    expect(stored.points.map(({ content }) => content)).toEqual(["a", "better"]);
    expect(stored.documents[0]).toMatchObject({ failedCode: null, failedMessage: null });

    rmSync(join(folder, "a.txt"), { recursive: true, force: true });
    writeFiles(folder, { "a.txt": "newest" });
    expect(await runImport(storage, options)).toMatchObject({ done: 1, unchanged: 1, waiting: [] });
  });

  test("a file replaced by a larger one fails", async () => {
    const storage = await openTemporaryStorage();
    const folder = await documentFolder({ "a.txt": "a" });
    const onProgress = ({ type }: ImportEvent) => type === "queued" && writeFiles(folder, { "a.txt": "x".repeat(61) });
    const report = await runImport(storage, { folder, collectionName, limits }, { onProgress });
    expect(report.failed).toEqual([
      { docId: "a.txt", failedCode: 30001, failedMessage: "The file has 61 bytes; at most 60 are allowed." },
    ]);
  });
});

test("A file that comes back while the others are imported is imported as well", async () => {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder({ "a.txt": "a", "b.txt": "b" });
  const onProgress = (event: ImportEvent) => {
    if (event.type === "queued") rmSync(join(folder, "a.txt"));
    if (event.type === "document" && event.docId === "b.txt") writeFiles(folder, { "a.txt": "back" });
  };
  const report = await runImport(storage, { folder, collectionName }, { onProgress });
  expect(report).toMatchObject({ done: 2, failed: [], waiting: [] });
});
