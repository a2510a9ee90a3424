import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { exported, readArchive, resultOf, workOff } from "../../testing/exports.js";
import { loadSampleContent } from "../../testing/sample-content.js";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "../../testing/storage-records.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "../import/run-import.js";
import { openOriginal } from "./original-file.js";
import { requestExport } from "./request-export.js";
import { writeArchive } from "./write-archive.js";

const collectionName = "office";

async function imported(files: Parameters<typeof documentFolder>[0]) {
  const storage = await openTemporaryStorage();
  const folder = await documentFolder(files);
  const importAgain = (from = folder) => runImport(storage, { folder: from, collectionName });
  await importAgain();
  const exportAll = () => exported(storage, { collectionName });
  return { storage, folder, importAgain, exportAll };
}

/** An export of all of a collection. */
const orderOf = (collectionId: number) => {
  const order = { taskId: "t", docIds: null, keepTime: 1, attempts: 1, percentage: 0 };
  return { ...order, collectionId };
};

const files = {
  "leave.md": "# Leave\n\nTwenty-five days a year.\n\n## 病假\n\n当天上午告知。\n",
  "guide/prices.csv": "\ufeffitem,price\r\ndesk,420\r\n",
  "guide/empty.md": "",
};

test("An archive holds the points as they are answered, the files as they were, and says so", async () => {
  const { storage, exportAll } = await imported(files);
  const { manifest, points, files: given } = await exportAll();
  const answered = await storage.read(async (reads) => {
    const [collection] = await reads.listCollections();
    const query = { docIds: null, pointIds: null, offset: 0, limit: 100, withLinks: false };
    return await reads.listPoints(collection?.id ?? 0, query);
  });
  expect(`[${points.join(",")}]`).toBe(answered.wireList);
  expect(Object.fromEntries(Object.entries(given).map(([id, bytes]) => [id, bytes.toString()]))).toEqual({
    "leave.md": files["leave.md"],
    "guide/prices.csv": files["guide/prices.csv"],
    "guide/empty.md": "",
  });
  const counts = { points: { count: 3 }, files: { count: 3, missing: 0 }, doc_ids: null, not_found: [] };
  expect(manifest).toMatchObject({ format: "viking-kb-export-1", project: "default", ...counts });
});

const changes: { title: string; change: (path: string, folder: string) => void; missing: string }[] = [
  { title: "gone", change: (path) => rmSync(path), missing: "gone" },
  { title: "another of the same length", change: (path) => writeFileSync(path, "B"), missing: "changed" },
  { title: "longer", change: (path) => writeFileSync(path, "A, and more"), missing: "changed" },
  {
    title: "a folder",
    change: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    missing: "changed",
  },
  {
    title: "a link, even to the same content",
    change: (path, folder) => {
      renameSync(path, join(folder, "elsewhere"));
      symlinkSync(join(folder, "elsewhere"), path);
    },
    missing: "link",
  },
  {
    title: "below a link, even to the same content",
    change: (_path, folder) => {
      renameSync(join(folder, "a"), join(folder, "elsewhere"));
      symlinkSync(join(folder, "elsewhere"), join(folder, "a"));
    },
    missing: "link",
  },
  {
    title: "a link to a file that nobody imported",
    change: (path) => {
      rmSync(path);
      symlinkSync("/etc/passwd", path);
    },
    missing: "link",
  },
  {
    title: "a pipe",
    change: (path) => {
      rmSync(path);
      execFileSync("mkfifo", [path]);
    },
    missing: "changed",
  },
];
test.skipIf(process.platform === "win32").each(changes)(
  "A file that is $title is left out",
  async ({ change, missing }) => {
    const { folder, exportAll } = await imported({ "a/b.txt": "A", "c.txt": "C" });
    change(join(folder, "a/b.txt"), folder);
    const { manifest, points, files: given } = await exportAll();
    expect(points).toHaveLength(2);
    expect(Object.keys(given)).toEqual(["c.txt"]);
    expect(manifest.documents[0]).toEqual({
      ...{ doc_id: "a/b.txt", doc_name: "b.txt", process_status: 0, points: 1 },
      file: { missing, reason: expect.stringMatching(/^The file .*\.$/) },
    });
    // Nothing tells where on this machine anything is.
    expect(JSON.stringify(manifest)).not.toContain(folder);
  },
);

test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
  "One that may not be read is left out",
  async () => {
    const { folder, exportAll } = await imported({ "a.txt": "A" });
    chmodSync(join(folder, "a.txt"), 0);
    expect((await exportAll()).manifest.documents[0]?.file).toMatchObject({ missing: "unreadable" });
  },
);

test.each([
  { title: "before 1970", date: new Date("1969-12-31T00:00:00Z") },
  { title: "after 2106", date: new Date("2107-01-01T00:00:00Z") },
])("A file that was changed $title, which no zip can say, is in the archive", async ({ date }) => {
  const { folder, exportAll } = await imported({ "a.txt": "A" });
  utimesSync(join(folder, "a.txt"), date, date);
  expect((await exportAll()).files).toEqual({ "a.txt": Buffer.from("A") });
});

test("Documents that failed, or came from no file, are told as such", async () => {
  const { storage, folder, importAgain } = await imported({ "a.txt": "A", "b.csv": "a,b\n1,2\n" });
  writeFileSync(join(folder, "b.csv"), 'a,b\n"1,2\n');
  await importAgain();
  const { manifest } = await exported(storage, { collectionName });
  expect(manifest.documents).toMatchObject([
    { doc_id: "a.txt", process_status: 0, points: 1, file: { entry: "files/a.txt" } },
    { doc_id: "b.csv", process_status: 1, points: 0, file: { missing: "not-imported" } },
  ]);
  await loadSampleContent(storage);
  const handbook = await exported(storage, { collectionName: "handbook" });
  expect(handbook.points).toHaveLength(133);
  expect(handbook.manifest.files).toEqual({ count: 0, bytes: 0, missing: 11 });
  expect(handbook.manifest.documents[0]?.file).toMatchObject({ missing: "no-file" });
  // The links of attachments are answered only when they are asked for.
  expect(handbook.points.join()).not.toContain("X-Tos-Signature");
});

test("A folder that was moved is found when it is imported again, though no document has changed", async () => {
  const { folder, importAgain, exportAll } = await imported(files);
  renameSync(folder, `${folder}-moved`);
  expect((await exportAll()).manifest.files).toMatchObject({ count: 0, missing: 3 });
  expect(await importAgain(`${folder}-moved`)).toMatchObject({ unchanged: 3, done: 0 });
  expect((await exportAll()).manifest.files).toMatchObject({ count: 3, missing: 0 });
  renameSync(`${folder}-moved`, folder);
});

test.skipIf(process.platform === "win32")("The folder of an import may be reached by a link", async () => {
  const storage = await openTemporaryStorage();
  const place = await documentFolder({ "real/a.txt": "A" });
  symlinkSync("real", join(place, "link"));
  await runImport(storage, { folder: join(place, "link"), collectionName });
  expect((await exported(storage, { collectionName })).files).toEqual({ "a.txt": Buffer.from("A") });
});

test("An export of some documents holds these, and says which are gone", async () => {
  const { storage } = await imported({ "a.txt": "A", "b.txt": "B", "c.txt": "C" });
  const taskId = await requestExport(storage, { collectionName, docIds: ["c.txt", "a.txt", "c.txt"] });
  await storage.change(async (made) => {
    const [collection] = await made.listCollections();
    const document = await made.findDocument(collection?.id ?? 0, "c.txt");
    await made.deleteDocument(document?.id ?? 0);
  });
  await workOff(storage);
  const { manifest, points, files: given } = await readArchive(await resultOf(storage, taskId));
  expect(manifest).toMatchObject({ doc_ids: ["c.txt", "a.txt", "c.txt"], not_found: ["c.txt"] });
  expect([points.length, Object.keys(given)]).toEqual([1, ["a.txt"]]);
});

test("Points are all of one moment, whatever is written meanwhile", async () => {
  const storage = await openTemporaryStorage();
  const pointIds = pointIdsOf("manual", 4_000);
  const write = (mark: string) =>
    storage.change(async (made) => {
      const [collection = await made.createCollection(collectionFields())] = await made.listCollections();
      const { id } = await made.putDocument(collection.id, documentFields("manual"));
      // What cannot be compressed, so that the archive is not written long before it is read.
      await made.replacePoints(
        id,
        storedPoints(pointIds, `${mark} ${crypto.getRandomValues(new Uint32Array(300)).join()}`),
      );
      return collection.id;
    });
  const collectionId = await write("before");
  const order = orderOf(collectionId);
  const { signal } = new AbortController();
  const chunks: Buffer[] = [];
  let written = 0;
  for await (const chunk of writeArchive(storage, order, { now: () => new Date(), signal, onProgress: () => {} })) {
    if (written++ === 0) await write("after");
    chunks.push(chunk);
  }
  const { points } = await readArchive(Buffer.concat(chunks));
  expect(points).toHaveLength(4_000);
  expect(points.filter((line) => JSON.parse(line).mark.startsWith("before"))).toHaveLength(4_000);
});

const shares: { title: string; points: readonly number[]; last: number | undefined }[] = [
  { title: "nothing", points: [], last: undefined },
  { title: "empty documents", points: [0, 0], last: 1 },
  { title: "points", points: [0, 3, 2_000], last: 1 },
];
test.each(shares)("Of $title, what has been written is told as a share from 0 to 1", async ({ points, last }) => {
  const storage = await openTemporaryStorage();
  const collectionId = await storage.change(async (made) => {
    const { id } = await made.createCollection(collectionFields());
    for (const [number, count] of points.entries()) {
      const document = await made.putDocument(id, documentFields(`d-${number}`));
      await made.replacePoints(document.id, storedPoints(pointIdsOf(`d-${number}`, count)));
    }
    return id;
  });
  const told: number[] = [];
  const tools = {
    now: () => new Date(),
    signal: new AbortController().signal,
    onProgress: (share: number) => told.push(share),
  };
  for await (const _chunk of writeArchive(storage, orderOf(collectionId), tools));
  expect(told.at(-1)).toBe(last);
  expect(told.filter((share) => !(share > 0 && share <= 1))).toEqual([]);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
});

test("What is not read to its end, or is stopped, leaves no transaction open", async () => {
  const { storage } = await imported(files);
  const collection = await storage.read(async (reads) => (await reads.listCollections())[0]);
  const order = orderOf(collection?.id ?? 0);
  const stopping = new AbortController();
  const tools = { now: () => new Date(), signal: stopping.signal, onProgress: () => {} };
  for await (const _chunk of writeArchive(storage, order, tools)) break;
  stopping.abort(new Error("Enough."));
  const read = async () => {
    for await (const _chunk of writeArchive(storage, order, tools));
  };
  await expect(read()).rejects.toThrow();
  // It would wait for a read that is still open.
  await storage.close();
});

test("A file that changes while it is written into an archive ends the archive", async () => {
  const folder = await documentFolder();
  writeFiles(folder, { "a.txt": "A" });
  const hash = "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";
  const original = await openOriginal({ filePath: join(folder, "a.txt"), hash, size: 1 });
  if (!("read" in original)) throw new Error(original.reason);
  writeFiles(folder, { "a.txt": "B" });
  const read = async () => {
    for await (const _chunk of original.read());
  };
  await expect(read()).rejects.toThrow("A file was changed while it was written into an archive.");
  await original.close();
});
