import { expect, test } from "vitest";
import { documentFolder } from "../../testing/document-folder.js";
import { readArchive, resultOf, shortTimes, workOff } from "../../testing/exports.js";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "../../testing/storage-records.js";
import { openTemporaryStorage } from "../../testing/temporary-database.js";
import { runImport } from "../import/run-import.js";
import type { Changes, Storage } from "../storage/storage.js";
import { requestExport } from "./request-export.js";
import { type ExportEvent, runExports } from "./run-exports.js";

const collectionName = "faq";

/** A storage with points that take some MiB in an archive, and an export that is asked for. */
async function storageWithExport(pointCount = 4_000) {
  const storage = await openTemporaryStorage();
  await storage.change(async (changes) => {
    const { id } = await changes.createCollection(collectionFields());
    const document = await changes.putDocument(id, documentFields("manual"));
    const noise = () => crypto.getRandomValues(new Uint32Array(300)).join();
    await changes.replacePoints(
      document.id,
      storedPoints(pointIdsOf("manual", pointCount)).map((point) => ({
        ...point,
        wire: JSON.stringify({ point_id: point.pointId, noise: noise() }),
      })),
    );
  });
  const taskId = await requestExport(storage, { collectionName });
  const task = () => storage.read((reads) => reads.findTask(taskId));
  return { storage, taskId, task };
}

/** The same storage, which tells of each change of an export that is under way, and may fail it. */
function watched(storage: Storage, onAdd: (percentage: number, parts: number, changes: Changes) => unknown): Storage {
  return {
    ...storage,
    change: (work) =>
      storage.change((changes) =>
        work({
          ...changes,
          async addToExport(taskId, lease, progress) {
            await onAdd(progress.percentage, progress.parts.length, changes);
            return await changes.addToExport(taskId, lease, progress);
          },
        }),
      ),
  };
}

async function run(storage: Storage, signal = new AbortController().signal): Promise<ExportEvent[]> {
  const events: ExportEvent[] = [];
  await runExports(storage, { times: shortTimes, signal, onEvent: (event) => events.push(event) });
  return events;
}

test("An export shows a percentage that never falls, stays below 100 until its end, and gives the whole result", async () => {
  const { storage, taskId, task } = await storageWithExport();
  const shown: number[] = [];
  const [event, ...others] = await run(watched(storage, (percentage) => void shown.push(percentage)));
  expect(others).toEqual([]);
  const bytes = await resultOf(storage, taskId);
  expect(event).toEqual({ taskId, outcome: "success", byteLength: bytes.length });
  expect((await readArchive(bytes)).points).toHaveLength(4_000);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual(shown.toSorted((one, two) => one - two));
  expect(shown.every((percentage) => percentage < 100)).toBe(true);
  expect(new Set(shown).size).toBeGreaterThan(2);
  expect(await task()).toMatchObject({ status: "success", percentage: 100, result: { byteLength: bytes.length } });
});

test("One that is stopped in the middle is taken up anew, at the percentage that it had, and this is no crash", async () => {
  const { storage, taskId, task } = await storageWithExport();
  let shown = 0;
  for (let time = 0; time < 5; time++) {
    const stopping = new AbortController();
    const stopped = watched(storage, (percentage, parts) => {
      expect(percentage).toBeGreaterThanOrEqual(shown);
      shown = percentage;
      if (parts > 0) stopping.abort();
    });
    expect(await run(stopped, stopping.signal)).toEqual([{ taskId, outcome: "given up" }]);
    expect(await task()).toMatchObject({ status: "running", percentage: shown });
    expect(shown).toBeGreaterThan(0);
  }
  await workOff(storage);
  expect((await readArchive(await resultOf(storage, taskId))).points).toHaveLength(4_000);
});

test("An error in the middle is told, and after three of them the export fails", async () => {
  const { storage, taskId, task } = await storageWithExport();
  const failing: Storage = { ...storage, read: () => Promise.reject(new Error("disk I/O error")) };
  const again = { taskId, outcome: "again", reason: "disk I/O error" };
  const events: ExportEvent[] = [];
  while (events.length < 3) events.push(...(await run(failing)));
  expect(events).toEqual([again, again, { ...again, outcome: "fail" }]);
  expect(await run(failing)).toEqual([]);
  expect(await task()).toMatchObject({ status: "fail", percentage: 0, result: null });
  expect(await resultOf(storage, taskId)).toHaveLength(0);
});

test("One whose server died in each attempt fails, which is told once, with what to look for", async () => {
  const { storage, taskId, task } = await storageWithExport(3);
  for (const attempts of [1, 2, 3]) {
    const lease = { holder: `killed ${attempts}`, leaseEnd: 0 };
    const taken = storage.change((changes) => changes.takeUpExport(lease, { now: 0, maximumAttempts: 3 }));
    expect(await taken).toMatchObject({ attempts });
  }
  const reason = "The server was killed, ran out of memory or could not write how it ended, in the last of 3 attempts.";
  expect([await run(storage), await run(storage)]).toEqual([[{ taskId, outcome: "fail", reason }], []]);
  expect(await task()).toMatchObject({ status: "fail", result: null });
});

test("A change that another process holds up for a while is tried again, while the lease lasts", async () => {
  const { storage, taskId } = await storageWithExport();
  let busy = 3;
  const held = watched(storage, () => {
    if (busy-- > 0) throw new Error("Another process is changing the database and takes long.");
  });
  expect(await run(held)).toMatchObject([{ outcome: "success" }]);
  expect((await readArchive(await resultOf(storage, taskId))).points).toHaveLength(4_000);
});

test("Where the lease cannot be renewed until it is over, the error that kept it from that is told", async () => {
  const { storage, taskId } = await storageWithExport(3);
  const times = { ...shortTimes, lease: 100, renewal: 20 };
  let begun = Number.POSITIVE_INFINITY;
  let lost = () => {};
  const isLost = new Promise<void>((resolve) => {
    lost = resolve;
  });
  const failing = watched(storage, () => {
    // The next turn is after whoever awaits this has given up.
    if (performance.now() > begun + times.lease) setImmediate(lost);
    throw new Error("database or disk is full");
  });
  const slow: Storage = {
    ...failing,
    read: (work) =>
      failing.read((reads) =>
        work(
          Object.create(reads, {
            walkPoints: {
              async value(...given: Parameters<typeof reads.walkPoints>) {
                begun = Math.min(begun, performance.now());
                await isLost;
                return await reads.walkPoints(...given);
              },
            },
          }),
        ),
      ),
  };
  const events: ExportEvent[] = [];
  const { signal } = new AbortController();
  await runExports(slow, { times, signal, onEvent: (event) => events.push(event) });
  expect(events[0]).toEqual({ taskId, outcome: "again", reason: "database or disk is full" });
});

test("Whoever has lost an export to another says nothing, and changes nothing", async () => {
  const { storage, taskId, task } = await storageWithExport();
  let taken: unknown;
  const overtaken = watched(storage, async (_percentage, parts, changes) => {
    const limits = { now: Date.now() + 1_000_000, maximumAttempts: 3 };
    const lease = { holder: "another", leaseEnd: Date.now() + 2_000_000 };
    if (parts > 0) taken ??= await changes.takeUpExport(lease, limits);
  });
  expect(await run(overtaken)).toEqual([]);
  expect(taken).toMatchObject({ taskId, attempts: 2 });
  expect(await task()).toMatchObject({ status: "running" });
  expect(await resultOf(storage, taskId)).toHaveLength(0);
});

test("With its collection an export under way ends without a word", async () => {
  const { storage, task } = await storageWithExport();
  const deleting = watched(storage, async (_percentage, parts, changes) => {
    const [collection] = await changes.listCollections();
    if (parts > 0 && collection) await changes.deleteCollection(collection.id);
  });
  expect(await run(deleting)).toEqual([]);
  expect(await task()).toBeUndefined();
});

test("Results whose time is over are deleted, and what is asked for is worked off in turn", async () => {
  const { storage, taskId, task } = await storageWithExport(3);
  const second = await requestExport(storage, { collectionName, keepHours: 0.000_01 });
  expect((await workOff(storage)).map((event) => [event.taskId, event.outcome])).toEqual([
    [taskId, "success"],
    [second, "success"],
  ]);
  const expiry = await storage.read(async (reads) => (await reads.findTask(second))?.expiryTime ?? 0);
  const { signal } = new AbortController();
  await runExports(storage, { times: shortTimes, signal, onEvent: () => {}, now: () => new Date(expiry) });
  expect(await storage.read((reads) => reads.findTask(second))).toBeUndefined();
  expect(await task()).toMatchObject({ status: "success" });
});

const refused: { title: string; request: Partial<Parameters<typeof requestExport>[1]>; says: string }[] = [
  {
    title: "an unknown collection",
    request: { collectionName: "none" },
    says: 'There is no collection "none" in the project "default": viking-kb-server import makes one.',
  },
  {
    title: "an unknown project",
    request: { projectName: "none" },
    says: 'There is no collection "office" in the project "none": one of that name is in the project default (--project default).',
  },
  {
    title: "an unknown document",
    request: { docIds: ["a.txt", "b.txt"] },
    says: 'The collection office has no document "b.txt". Nothing is exported.',
  },
  { title: "no document", request: { docIds: [] }, says: "An export of no documents holds nothing" },
  {
    title: "too many documents",
    request: { docIds: Array.from({ length: 1_001 }, String) },
    says: "An export can name 1000 documents at most",
  },
  { title: "no time", request: { keepHours: 0 }, says: "A result can be kept for up to 8784 hours, not for 0." },
  { title: "a time that is none", request: { keepHours: Number.NaN }, says: "not for NaN" },
];
test.each(refused)("$title cannot be exported, and no task is made", async ({ request, says }) => {
  const storage = await openTemporaryStorage();
  await runImport(storage, { folder: await documentFolder({ "a.txt": "A" }), collectionName: "office" });
  await expect(requestExport(storage, { collectionName: "office", ...request })).rejects.toThrow(says);
  expect(await storage.read((reads) => reads.hasExportWork(0))).toBe(false);
});
