import { renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportReport } from "./import-options.js";
import { type WatchOptions, watchFolder } from "./watch-folder.js";

const collectionName = "intake";

/** Watches a new folder until the test has finished. */
async function watched(more: Partial<WatchOptions> = {}) {
  const folder = await documentFolder({ "a.txt": "a", "deep/b.txt": "b" });
  // By default in the folder itself: what an import writes must not start the next one.
  const { databasePath = join(folder, "kb.db") } = more;
  const reports: ImportReport[] = [];
  const errors: string[] = [];
  const watcher = await watchFolder({
    folder,
    collectionName,
    prune: true,
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

const eventually = { timeout: 30_000, interval: 20 };
const first = { "a.txt": "a", "deep/b.txt": "b" };

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

test("However many changes there are, the last one of each file is imported", async () => {
  const { folder, contents, reports } = await watched();
  const rounds = 30;
  for (let round = 1; round <= rounds; round++) {
    writeFiles(folder, { "a.txt": `a ${round}`, [`${round % 3}.txt`]: `${round}` });
    await sleep(15);
  }
  const expected = { ...first, "a.txt": "a 30", "0.txt": "30", "1.txt": "28", "2.txt": "29" };
  await vi.waitFor(async () => expect(await contents()).toEqual(expected), eventually);
  expect(reports.length).toBeLessThan(rounds);
});

test("An import that fails is told of, and the next change tried again", async () => {
  const { folder, contents, errors } = await watched({ databasePath: await temporaryDatabase() });
  renameSync(folder, `${folder}-away`);
  onTestFinished(() => rmSync(`${folder}-away`, { recursive: true, force: true }));
  await vi.waitFor(() => expect(errors).not.toEqual([]), eventually);
  expect(errors[0]).toBe(`The folder ${folder} cannot be imported: no such file or directory (ENOENT).`);
  renameSync(`${folder}-away`, folder);
  writeFiles(folder, { "a.txt": "back" });
  await vi.waitFor(async () => expect(await contents()).toEqual({ ...first, "a.txt": "back" }), eventually);
});

/** Holds back every import until it is released. */
async function heldBack(databasePath: string): Promise<() => Promise<void>> {
  const storage = await openTemporaryStorage(databasePath);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let change: Promise<void> | undefined;
  await new Promise<void>((held) => {
    change = storage.change(() => {
      held();
      return released;
    });
  });
  return async () => {
    release();
    await change;
  };
}

/** Changes files for longer than the watcher waits for the last change, again and again. */
async function keepChanging(folder: string): Promise<void> {
  for (let round = 1; round <= 12; round++) {
    writeFiles(folder, { "c.txt": `c ${round}` });
    await sleep(50);
  }
}

test("All that changes during an import is in the next one", async () => {
  const { folder, databasePath, reports, contents } = await watched();
  const release = await heldBack(databasePath);
  await keepChanging(folder);
  await release();
  await vi.waitFor(async () => expect(await contents()).toEqual({ ...first, "c.txt": "c 12" }), eventually);
  // The first one, the one that was held back, and one for all the changes; any others would come now.
  await sleep(1000);
  expect(reports.length).toBeLessThanOrEqual(4);
});

test("Closed, it waits for the import under way and starts no other", async () => {
  const { folder, databasePath, watcher, reports } = await watched();
  const release = await heldBack(databasePath);
  await keepChanging(folder);
  const closed = watcher.close();
  await release();
  await closed;
  expect(reports).toMatchObject([{ done: 2 }, { done: 1 }]);
  await watcher.close();
});

test("Aborted, it ends the import under way and starts no other", async () => {
  const abortion = new AbortController();
  const { folder, watcher, reports } = await watched({ signal: abortion.signal });
  abortion.abort();
  await keepChanging(folder);
  await watcher.close();
  expect(reports).toMatchObject([{ done: 2, interrupted: false }]);
});

test("When the first import fails there is nothing to watch", async () => {
  const folder = await documentFolder();
  const options = { databasePath: join(folder, "kb.db"), folder, collectionName, onReport: () => {} };
  await expect(watchFolder(options)).rejects.toThrow(`There is nothing to import in ${folder}`);
  await expect(watchFolder({ ...options, folder: join(folder, "missing") })).rejects.toThrow("ENOENT");
});
