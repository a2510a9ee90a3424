/// <reference lib="es2024.promise" />

import { EventEmitter, getEventListeners, once } from "node:events";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { documentFolder, writeFiles } from "../../testing/document-folder.js";
import { storedCollection } from "../../testing/stored-collection.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ImportReport } from "./options.js";
import { type WatchOptions, watchFolder } from "./watch-folder.js";

// When imports run depends on time: these tests report changes themselves and set the clock. That real files are
// noticed, watch-folder.test.ts shows.

const collectionName = "intake";
const settleMilliseconds = 10;
const files = vi.hoisted(() => ({ watcher: undefined as EventEmitter | undefined, whileScanned: () => {} }));
vi.mock("chokidar", () => ({
  watch: () => {
    files.watcher = Object.assign(new EventEmitter(), { close: async () => {} });
    queueMicrotask(() => {
      files.whileScanned();
      files.watcher?.emit("ready");
    });
    return files.watcher;
  },
}));

let threads = 0;
const countThread = () => void threads++;
beforeEach(() => {
  threads = 0;
  process.on("worker", countThread);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  process.off("worker", countThread);
  vi.useRealTimers();
});

/** Watches a folder until the test has finished; the first import has ended. */
async function watched(options: Partial<WatchOptions> = {}) {
  const folder = await documentFolder({ "a.txt": "a" });
  const { databasePath = join(folder, "kb.db") } = options;
  const reports: ImportReport[] = [];
  const watcher = await watchFolder({
    folder,
    collectionName,
    settleMilliseconds,
    onReport: (report) => reports.push(report),
    ...options,
    databasePath,
  });
  onTestFinished(() => watcher.close());
  const storage = await openTemporaryStorage(databasePath);
  return { folder, watcher, reports, storage, hold: () => holdBack(storage) };
}

/** Holds back every change of the storage, and so every import, until it is released. */
async function holdBack(storage: Awaited<ReturnType<typeof openTemporaryStorage>>): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const change = storage.change(() => {
    hold();
    return released;
  });
  await held;
  return async () => {
    release();
    await change;
  };
}

const realSetTimeout = setTimeout;

/** Waits by the real clock: vitest's own `waitFor` would set the test's clock forward. */
async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => realSetTimeout(resolve, 5));
}

function changeTo(folder: string, content: string): void {
  writeFiles(folder, { "c.txt": content });
  files.watcher?.emit("all");
}

/** Changes a file and waits until an import has begun, which starts a thread. */
async function changeUntilImported(folder: string): Promise<void> {
  const begun = once(process, "worker");
  changeTo(folder, "c");
  vi.advanceTimersByTime(settleMilliseconds);
  await begun;
}

/** Changes a file again and again, each time for longer than is waited for a further change. */
function keepChanging(folder: string): void {
  for (let round = 1; round <= 12; round++) {
    changeTo(folder, `c ${round}`);
    vi.advanceTimersByTime(settleMilliseconds);
  }
}

test("What changes while the folder is still scanned is in the first import", async () => {
  files.whileScanned = () => {
    files.watcher?.emit("all");
    vi.advanceTimersByTime(settleMilliseconds);
  };
  onTestFinished(() => {
    files.whileScanned = () => {};
  });
  const { watcher, reports } = await watched();
  vi.advanceTimersByTime(100 * settleMilliseconds);
  await watcher.close();
  expect(threads).toBe(1);
  expect(reports).toHaveLength(1);
});

test("What changes within the time that is waited for a further change is in one import", async () => {
  const { folder, reports } = await watched();
  for (let round = 0; round < settleMilliseconds; round++) {
    changeTo(folder, `c ${round}`);
    if (round < settleMilliseconds - 1) vi.advanceTimersByTime(1);
  }
  expect(threads).toBe(1);
  vi.advanceTimersByTime(1);
  await eventually(() => reports.length === 2);
  vi.advanceTimersByTime(100 * settleMilliseconds);
  expect(threads).toBe(2);
});

test("All that changes during an import is in the next one", async () => {
  const { folder, reports, storage, hold } = await watched();
  const release = await hold();
  await changeUntilImported(folder);
  keepChanging(folder);
  await release();
  await eventually(() => reports.length === 3);
  vi.advanceTimersByTime(100 * settleMilliseconds);
  expect(threads).toBe(3);
  const { points } = await storedCollection(storage, collectionName);
  expect(points.map(({ content }) => content)).toEqual(["a", "c 12"]);
});

test("Closed, it waits for the import under way and starts no other", async () => {
  const abortion = new AbortController();
  const { folder, watcher, reports, hold } = await watched({ signal: abortion.signal });
  expect(getEventListeners(abortion.signal, "abort")).toHaveLength(1);
  const release = await hold();
  await changeUntilImported(folder);
  keepChanging(folder);
  const closed = watcher.close();
  await release();
  await closed;
  expect(reports).toMatchObject([{ done: 1 }, { done: 1, interrupted: false }]);
  expect(getEventListeners(abortion.signal, "abort")).toEqual([]);
  await watcher.close();
  vi.advanceTimersByTime(100 * settleMilliseconds);
  expect(threads).toBe(2);
});

test("Aborted, it ends the import under way and starts no other", async () => {
  const abortion = new AbortController();
  const { folder, watcher, reports, hold } = await watched({ signal: abortion.signal });
  const release = await hold();
  await changeUntilImported(folder);
  keepChanging(folder);
  abortion.abort();
  await release();
  await watcher.close();
  expect(getEventListeners(abortion.signal, "abort")).toEqual([]);
  expect(reports).toMatchObject([{ done: 1 }, { done: 0, interrupted: true }]);
  vi.advanceTimersByTime(100 * settleMilliseconds);
  expect(threads).toBe(2);
});

test("An import that failed is tried again, each time after twice the time, up to five minutes", async () => {
  const errors: string[] = [];
  const { folder, reports } = await watched({
    databasePath: await temporaryDatabase(),
    onError: ({ message }) => errors.push(message),
    retryMilliseconds: 100_000,
  });
  renameSync(folder, `${folder}-away`);
  files.watcher?.emit("all");
  vi.advanceTimersByTime(settleMilliseconds);
  const delays = [100_000, 200_000, 300_000, 300_000];
  for (const [index, delay] of delays.entries()) {
    await eventually(() => errors.length === index + 1);
    vi.advanceTimersByTime(delay - 500);
    expect(threads).toBe(index + 2);
    vi.advanceTimersByTime(500);
  }
  await eventually(() => errors.length === delays.length + 1);
  renameSync(`${folder}-away`, folder);
  vi.advanceTimersByTime(300_000);
  await eventually(() => reports.length === 2);
  vi.advanceTimersByTime(1_000_000);
  expect(threads).toBe(delays.length + 3);
});
