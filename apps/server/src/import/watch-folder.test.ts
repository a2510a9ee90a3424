import { fork } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportEvent, ImportOptions, ImportReport } from "./options.js";
import { type WatchOptions, watchFolder } from "./watch-folder.js";

const collectionName = "intake";
const settleMilliseconds = 10;
const first = { "a.txt": "a", "deep/b.txt": "b" };
const eventually = { timeout: 30_000, interval: 20 };

/** Watches a new folder until the test has finished. */
async function watched(more: Partial<WatchOptions> = {}) {
  const { folder = await documentFolder(first) } = more;
  // The database is in the folder by default: what an import writes must not start the next one.
  const { databasePath = join(folder, "kb.db") } = more;
  const reports: ImportReport[] = [];
  const errors: string[] = [];
  const watcher = await watchFolder({
    folder,
    collectionName,
    prune: true,
    settleMilliseconds,
    onReport: (report) => reports.push(report),
    onError: ({ message }) => errors.push(message),
    ...more,
    databasePath,
  });
  onTestFinished(() => watcher.close());
  const storage = await openTemporaryStorage(databasePath);
  const contents = async () => {
    const { points } = await storedCollection(storage, collectionName);
    return Object.fromEntries(points.map(({ point_id: id, content }) => [id.replace(/-0$/, ""), content]));
  };
  return { folder, databasePath, reports, errors, watcher, contents };
}

test.each<[string, (folder: string) => void, Record<string, string>]>([
  ["written over", (folder) => writeFileSync(join(folder, "a.txt"), "new"), { ...first, "a.txt": "new" }],
  [
    "replaced",
    (folder) => {
      writeFileSync(join(folder, ".a.txt.new"), "new");
      renameSync(join(folder, ".a.txt.new"), join(folder, "a.txt"));
    },
    { ...first, "a.txt": "new" },
  ],
  ["deleted", (folder) => rmSync(join(folder, "a.txt")), { "deep/b.txt": "b" }],
  [
    "renamed",
    (folder) => renameSync(join(folder, "a.txt"), join(folder, "c.txt")),
    { "c.txt": "a", "deep/b.txt": "b" },
  ],
  ["added in a new folder", (folder) => writeFiles(folder, { "x/y/c.txt": "c" }), { ...first, "x/y/c.txt": "c" }],
  ["deleted with its folder", (folder) => rmSync(join(folder, "deep"), { recursive: true }), { "a.txt": "a" }],
  [
    "moved with its folder",
    (folder) => renameSync(join(folder, "deep"), join(folder, "moved")),
    { "a.txt": "a", "moved/b.txt": "b" },
  ],
])("A file that is %s is followed", async (_what, change, expected) => {
  const { folder, reports, contents, errors } = await watched();
  expect(reports).toMatchObject([{ done: 2 }]);
  expect(await contents()).toEqual(first);
  change(folder);
  await vi.waitFor(async () => expect(await contents()).toEqual(expected), eventually);
  expect(errors).toEqual([]);
});

test("A folder that is a link is followed to where it leads", async () => {
  const link = join(await documentFolder(), "link");
  const folder = await documentFolder({ "a.txt": "a" });
  symlinkSync(folder, link);
  const { contents } = await watched({ folder: link, databasePath: await temporaryDatabase() });
  writeFiles(folder, { "a.txt": "new" });
  await vi.waitFor(async () => expect(await contents()).toEqual({ "a.txt": "new" }), eventually);
});

test("What collection.yaml says now is followed; a fault in it is told of, and changes nothing", async () => {
  const { folder, contents, errors } = await watched({ folder: await documentFolder({ "a.txt": "one two" }) });
  const becomes = (expected: Record<string, string>) =>
    vi.waitFor(async () => expect(await contents()).toEqual(expected), eventually);
  writeFiles(folder, { "collection.yaml": "chunk_length: 4\n" });
  await becomes({ "a.txt": "one", "a.txt-1": "two" });
  writeFiles(folder, { "collection.yaml": "chunk_lenght: 7\n" });
  await vi.waitFor(() => expect(errors[0]).toMatch(/^collection.yaml, line 1: chunk_lenght /), eventually);
  expect(await contents()).toEqual({ "a.txt": "one", "a.txt-1": "two" });
  rmSync(join(folder, "collection.yaml"));
  await becomes({ "a.txt": "one two" });
});

test("However many changes there are, the last one of each file is imported", async () => {
  const [folder, rounds] = [await documentFolder(first), 6];
  let round = 0;
  const changeAgain = () => {
    if (round === rounds) return;
    round++;
    writeFiles(folder, { "a.txt": `a ${round}`, [`${round % 3}.txt`]: `${round}` });
  };
  // The folder changes while an import is under way, and again at its end.
  const onProgress = ({ type }: ImportEvent) => type === "queued" && changeAgain();
  const databasePath = await temporaryDatabase();
  const { contents, errors } = await watched({ folder, databasePath, onProgress, onReport: changeAgain });
  const expected = { ...first, "a.txt": "a 6", "0.txt": "6", "1.txt": "4", "2.txt": "5" };
  await vi.waitFor(async () => expect(await contents()).toEqual(expected), eventually);
  expect(errors).toEqual([]);
});

test("An import that fails is told of, and tried again without a change", async () => {
  const { folder, contents, errors } = await watched({
    databasePath: await temporaryDatabase(),
    retryMilliseconds: 10,
  });
  renameSync(folder, `${folder}-away`);
  onTestFinished(() => rmSync(`${folder}-away`, { recursive: true, force: true }));
  await vi.waitFor(() => expect(errors).not.toEqual([]), eventually);
  expect(errors[0]).toBe(`The folder ${folder} cannot be imported: no such file or directory (ENOENT).`);
  // Before the folder is there again, no watcher can notice what is written to it.
  writeFiles(`${folder}-away`, { "a.txt": "back" });
  renameSync(`${folder}-away`, folder);
  await vi.waitFor(async () => expect(await contents()).toEqual({ ...first, "a.txt": "back" }), eventually);
});

test.each<[string, boolean, string]>([
  ["onReport throws", false, "Not listening."],
  ["onReport and onError throw", true, "Nor to errors."],
])("When %s, later imports still run", async (_what, errorsThrow, warning) => {
  const [told, warnings]: [string[], string[]] = [[], []];
  const warn = ({ message }: Error) => warnings.push(message);
  process.on("warning", warn);
  onTestFinished(() => void process.off("warning", warn));
  let reports = 0;
  const { folder, contents } = await watched({
    onReport: () => {
      if (reports++ > 0) throw new Error("Not listening.");
    },
    onError: ({ message }) => {
      told.push(message);
      if (errorsThrow) throw new Error("Nor to errors.");
    },
  });
  for (const content of ["new", "newer"]) {
    writeFiles(folder, { "a.txt": content });
    await vi.waitFor(async () => expect(await contents()).toEqual({ ...first, "a.txt": content }), eventually);
  }
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(1), eventually);
  expect(new Set(told)).toEqual(new Set(["Not listening."]));
  expect(warnings.includes(warning)).toBe(errorsThrow);
});

test("Aborted, it lets the process end", async () => {
  const folder = await documentFolder(first);
  const options: ImportOptions = { folder, collectionName, databasePath: await temporaryDatabase() };
  const program = fileURLToPath(new URL("../../testing/watch-process.ts", import.meta.url));
  const child = fork(program, [JSON.stringify(options)], { execArgv: [] });
  onTestFinished(() => void child.kill("SIGKILL"));
  expect(await once(child, "message")).toMatchObject([{ done: 2, interrupted: false }, undefined]);
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test.each(["beforehand", "while it begins"])("With a signal that is aborted %s nothing is imported", async (when) => {
  const [folder, databasePath] = [await documentFolder(first), await temporaryDatabase()];
  const [abortion, onReport] = [new AbortController(), vi.fn()];
  const { signal } = abortion;
  if (when === "beforehand") abortion.abort();
  const listen = signal.addEventListener.bind(signal);
  vi.spyOn(signal, "addEventListener").mockImplementation((...listening: Parameters<typeof listen>) => {
    listen(...listening);
    abortion.abort();
  });
  const watcher = await watchFolder({ folder, collectionName, databasePath, signal, onReport });
  await watcher.close();
  expect(onReport).not.toHaveBeenCalled();
  expect(existsSync(databasePath)).toBe(false);
});

test("When the first import fails there is nothing to watch", async () => {
  const folder = await documentFolder();
  const { signal } = new AbortController();
  const options = { databasePath: join(folder, "kb.db"), folder, collectionName, signal, onReport: () => {} };
  await expect(watchFolder(options)).rejects.toThrow(`There is nothing to import in ${folder}`);
  await expect(watchFolder({ ...options, folder: join(folder, "missing") })).rejects.toThrow("ENOENT");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
