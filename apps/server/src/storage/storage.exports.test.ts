import { describe, expect, test } from "vitest";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "../../testing/storage-records.js";
import { queryRows } from "../../testing/table-rows.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { ExportEnd, ExportPart } from "./exports.js";
import type { Changes } from "./storage.js";

const linkKey = { accessKeyId: "LINKONE", secretAccessKey: "link-secret" };
const hour = 3_600_000;
const limits = (now: number) => ({ now, maximumAttempts: 3 });
const part = (number: number, ...bytes: number[]): ExportPart => ({ number, bytes: new Uint8Array(bytes) });
const success: ExportEnd = { status: "success", byteLength: 3, hash: "f00d" };

async function storageWithExport(taskIds: string[], path?: string) {
  const storage = await openTemporaryStorage(path);
  const { id } = await storage.change(async (changes) => {
    const collection = await changes.createCollection(collectionFields());
    for (const taskId of taskIds) {
      await changes.createExport(collection.id, { taskId, docIds: null, keepTime: hour }, linkKey);
    }
    return collection;
  });
  const findTask = (taskId: string) => storage.read((reads) => reads.findTask(taskId));
  const findPart = async (taskId: string, number: number) => {
    const bytes = await storage.read((reads) => reads.findExportPart(taskId, number));
    return bytes && [...bytes];
  };
  const hasWork = (now: number) => storage.read((reads) => reads.hasExportWork(now));
  const takeUp = (holder: string, now: number, leaseEnd = now + 10) =>
    storage.change((changes) => changes.takeUpExport({ holder, leaseEnd }, limits(now)));
  return { storage, id, findTask, findPart, hasWork, takeUp };
}

test("An export begins as a running task, and the oldest is taken up first, by one holder at a time", async () => {
  const { id, findTask, hasWork, takeUp } = await storageWithExport(["b", "a"]);
  expect(await findTask("b")).toMatchObject({ status: "running", percentage: 0, expiryTime: null, result: null });
  expect(await hasWork(0)).toBe(true);
  const taken = { taskId: "b", collectionId: id, docIds: null, keepTime: hour, attempts: 1, percentage: 0 };
  expect(await takeUp("one", 100)).toEqual(taken);
  expect(await takeUp("two", 100)).toMatchObject({ taskId: "a" });
  expect(await takeUp("three", 109)).toBeUndefined();
  expect(await hasWork(109)).toBe(false);
  expect(await hasWork(110)).toBe(true);
  expect(await takeUp("three", 110)).toMatchObject({ taskId: "b", attempts: 2 });
});

test("What a holder adds is there in the end, with the task's success, until its time is over", async () => {
  const { storage, findTask, findPart, hasWork, takeUp } = await storageWithExport(["t"]);
  await takeUp("one", 0);
  const add = { percentage: 40, parts: [part(0, 1, 2)] };
  expect(await storage.change((changes) => changes.addToExport("t", { holder: "one", leaseEnd: 500 }, add))).toBe(true);
  expect(await findTask("t")).toMatchObject({ status: "running", percentage: 40, result: null });
  expect(await takeUp("two", 499)).toBeUndefined();
  const ending = { end: success, parts: [part(1, 3)], now: 1_000 };
  expect(await storage.change((changes) => changes.endExport("t", "one", ending))).toBe(true);
  const result = { byteLength: 3, hash: "f00d" };
  expect(await findTask("t")).toMatchObject({ status: "success", percentage: 100, expiryTime: 1_000 + hour, result });
  expect([await findPart("t", 0), await findPart("t", 1), await findPart("t", 2)]).toEqual([[1, 2], [3], undefined]);
  expect([await hasWork(999 + hour), await hasWork(1_000 + hour)]).toEqual([false, true]);
  const deleteAt = (now: number) => storage.change((changes) => changes.deleteLeftovers(now));
  expect([await deleteAt(999 + hour), await deleteAt(1_000 + hour), await deleteAt(1_000 + hour)]).toEqual([
    false,
    true,
    false,
  ]);
  expect([await findTask("t"), await findPart("t", 0)]).toEqual([undefined, undefined]);
});

test("A holder whose lease ran out changes nothing, and what it had written is deleted", async () => {
  const { storage, findTask, findPart, takeUp } = await storageWithExport(["t"]);
  await takeUp("one", 0);
  const lease = { holder: "one", leaseEnd: 10 };
  await storage.change((changes) => changes.addToExport("t", lease, { percentage: 60, parts: [part(0, 1)] }));
  expect(await takeUp("two", 10)).toMatchObject({ attempts: 2, percentage: 60 });
  expect(await findPart("t", 0)).toBeUndefined();
  const late = { percentage: 99, parts: [part(0, 9)] };
  expect(await storage.change((changes) => changes.addToExport("t", lease, late))).toBe(false);
  const ending = { end: success, parts: [part(0, 9)], now: 20 };
  expect(await storage.change((changes) => changes.endExport("t", "one", ending))).toBe(false);
  await storage.change((changes) => changes.giveUpExport("t", "one", { leaseEnd: 0, counts: false }));
  expect(await findTask("t")).toMatchObject({ status: "running", percentage: 60 });
  expect(await findPart("t", 0)).toBeUndefined();
  expect(await takeUp("three", 19)).toBeUndefined();
});

test("After three attempts that ended nowhere an export fails, keeps its percentage, and goes in its time", async () => {
  const { storage, findTask, findPart, takeUp } = await storageWithExport(["t"]);
  for (const now of [0, 10, 20]) {
    expect(await takeUp(`at ${now}`, now)).toMatchObject({ taskId: "t" });
    const lease = { holder: `at ${now}`, leaseEnd: now + 10 };
    await storage.change((changes) => changes.addToExport("t", lease, { percentage: 7, parts: [part(0, 1)] }));
  }
  const failAt = (now: number) => storage.change((changes) => changes.failExport(limits(now)));
  expect(await takeUp("fourth", 30)).toBeUndefined();
  expect(await failAt(29)).toBeUndefined();
  expect(await failAt(30)).toBe("t");
  expect(await failAt(30)).toBeUndefined();
  await storage.change((changes) => changes.deleteLeftovers(30));
  expect(await findTask("t")).toMatchObject({ status: "fail", percentage: 7, expiryTime: 30 + hour, result: null });
  expect(await findPart("t", 0)).toBeUndefined();
});

test.each([
  { counts: true, attempts: 2 },
  { counts: false, attempts: 1 },
])("An export that is given up is taken up again when it is time: $counts", async ({ counts, attempts }) => {
  const { storage, takeUp } = await storageWithExport(["t"]);
  await takeUp("one", 0, 1_000_000);
  await storage.change((changes) => changes.giveUpExport("t", "one", { leaseEnd: 50, counts }));
  expect(await takeUp("two", 49)).toBeUndefined();
  expect(await takeUp("two", 50)).toMatchObject({ attempts });
});

test("With a collection its exports go, also one that is being worked on, and tasks of fixtures stay for ever", async () => {
  const { storage, id, findTask, findPart, hasWork, takeUp } = await storageWithExport(["t"]);
  await takeUp("one", 0);
  const lease = { holder: "one", leaseEnd: 10 };
  const progress = { percentage: 5, parts: [part(0, 1)] };
  await storage.change((changes) => changes.addToExport("t", lease, progress));
  await storage.change((changes) => changes.deleteCollection(id));
  expect([await findTask("t"), await findPart("t", 0), await hasWork(1e12)]).toEqual([undefined, undefined, false]);
  expect(await storage.change((changes) => changes.addToExport("t", lease, progress))).toBe(false);
  const ending = { end: success, parts: [], now: 20 };
  expect(await storage.change((changes) => changes.endExport("t", "one", ending))).toBe(false);
});

test("Whoever comes back after parts of the export were deleted has lost it, and ends nothing", async () => {
  const { storage, takeUp } = await storageWithExport(["t"]);
  await takeUp("one", 0, 10);
  const lease = { holder: "one", leaseEnd: 100 };
  const progress = { percentage: 5, parts: [part(0, 1)] };
  expect(await storage.change((changes) => changes.addToExport("t", { ...lease, leaseEnd: 10 }, progress))).toBe(true);
  expect(await storage.change((changes) => changes.deleteLeftovers(10))).toBe(true);
  expect(await storage.change((changes) => changes.addToExport("t", lease, progress))).toBe(false);
  const ending = { end: success, parts: [], now: 20 };
  expect(await storage.change((changes) => changes.endExport("t", "one", ending))).toBe(false);
});

interface LeftoverRow {
  readonly title: string;
  /** Makes the parts what nobody needs any more. */
  readonly leave: (changes: Changes) => Promise<unknown>;
  /** Whether the task goes with them. */
  readonly goes: boolean;
}
const leftovers: LeftoverRow[] = [
  {
    title: "A result whose time is over",
    leave: (changes) => changes.endExport("t", "one", { end: success, parts: [], now: 0 }),
    goes: true,
  },
  {
    title: "What is there of an export that has failed",
    leave: (changes) => changes.endExport("t", "one", { end: { status: "fail" }, parts: [], now: 2 * hour }),
    goes: false,
  },
  {
    title: "What is there of an export that nobody works on",
    leave: (changes) => changes.giveUpExport("t", "one", { leaseEnd: hour, counts: true }),
    goes: false,
  },
];
test.each(leftovers)("$title is deleted in steps, and whoever comes next goes on", async ({ leave, goes }) => {
  const path = await temporaryDatabase();
  const { storage, findTask, hasWork, takeUp } = await storageWithExport(["t"], path);
  await takeUp("one", 0, 2 * hour);
  const parts = Array.from({ length: 600 }, (_, number) => part(number, 1));
  const lease = { holder: "one", leaseEnd: 2 * hour };
  await storage.change((changes) => changes.addToExport("t", lease, { percentage: 5, parts }));
  const deleteAt = (now: number) => storage.change((changes) => changes.deleteLeftovers(now));
  expect(await deleteAt(2 * hour - 1)).toBe(false);
  await storage.change(leave);
  const before = await findTask("t");
  const left: number[] = [];
  while (await deleteAt(hour)) {
    left.push((await queryRows(path, "select number from export_part")).length);
    expect(await findTask("t")).toEqual(!goes ? before : left.at(-1) ? { ...before, expiryTime: 0 } : undefined);
    // A task that is over is over for all, whatever their clocks say.
    if (left.at(-1)) expect(await hasWork(goes ? 0 : hour)).toBe(true);
  }
  expect(left).toEqual([344, 88, 0]);
});

test("The key of links is made once, and is no access key", async () => {
  const storage = await openTemporaryStorage();
  expect(await storage.read((reads) => reads.findLinkKey())).toBeUndefined();
  await storage.change(async (changes) => {
    const { id } = await changes.createCollection(collectionFields());
    await changes.createExport(id, { taskId: "a", docIds: null, keepTime: 1 }, linkKey);
    const other = { accessKeyId: "LINKTWO", secretAccessKey: "other" };
    await changes.createExport(id, { taskId: "b", docIds: ["x"], keepTime: 1 }, other);
  });
  await storage.read(async (reads) => {
    expect(await reads.findLinkKey()).toEqual(linkKey);
    expect(await reads.findSecret(linkKey.accessKeyId)).toBeUndefined();
    expect(await reads.listAccessKeys()).toEqual([]);
  });
});

describe("A walk through points", () => {
  async function storageWithPoints() {
    const storage = await openTemporaryStorage(await temporaryDatabase());
    const ids = ["b-10", "b-2", "中", "\u{10000}", "", "A"];
    const made = await storage.change(async (changes) => {
      const { id } = await changes.createCollection(collectionFields());
      const one = await changes.putDocument(id, documentFields("one"));
      await changes.replacePoints(one.id, storedPoints(ids));
      const two = await changes.putDocument(id, documentFields("two"));
      await changes.replacePoints(two.id, storedPoints(pointIdsOf("two", 1_500)));
      const other = await changes.createCollection(collectionFields({ name: "other" }));
      const third = await changes.putDocument(other.id, documentFields("one"));
      await changes.replacePoints(third.id, storedPoints(["b-3"]));
      return { id, one, two };
    });
    const walk = async (documentIds: readonly number[] | null, maximumBytes: number) => {
      const steps: string[][] = [];
      for (let after: string | null = null; ; ) {
        const step = await storage.read((reads) => reads.walkPoints(made.id, { documentIds, after, maximumBytes }));
        const found = step.lines.split("\n").slice(0, -1);
        expect(found).toHaveLength(step.count);
        if (step.lastPointId === undefined) return steps;
        steps.push(found.map((line) => JSON.parse(line).point_id));
        after = step.lastPointId;
      }
    };
    return { ...made, ids, walk };
  }
  const byBytes = (ids: readonly string[]) =>
    [...ids].sort((one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two)));

  test("gives each once, in the order of the bytes, at most 1,000 at a time", async () => {
    const { ids, walk } = await storageWithPoints();
    const steps = await walk(null, 1_000_000);
    expect(steps.map((step) => step.length)).toEqual([1_000, 506]);
    expect(steps.flat()).toEqual(byBytes([...ids, ...pointIdsOf("two", 1_500)]));
  });

  test("gives no more bytes than are asked for, but one point at least", async () => {
    const { ids, one, walk } = await storageWithPoints();
    expect((await walk([one.id], 1)).map((step) => step.length)).toEqual([1, 1, 1, 1, 1, 1]);
    const lengths = byBytes(ids).map((id) => Buffer.byteLength(storedPoints([id])[0]?.wire ?? "") + 1);
    const two = (lengths[0] ?? 0) + (lengths[1] ?? 0);
    expect((await walk([one.id], two))[0]).toHaveLength(2);
    expect((await walk([one.id], two - 1))[0]).toHaveLength(1);
  });

  test("gives the points of some documents alone", async () => {
    const { ids, one, two, walk } = await storageWithPoints();
    expect((await walk([one.id], 1_000_000)).flat()).toEqual(byBytes(ids));
    expect((await walk([two.id, one.id], 1_000_000)).flat()).toHaveLength(1_506);
    expect(await walk([], 1_000_000)).toEqual([]);
  });
});

test("A walk through documents gives each once, in the order of the bytes", async () => {
  const storage = await openTemporaryStorage();
  const docIds = ["", "A", "a/10", "a/2", "中", "\u{10000}"];
  const id = await storage.change(async (changes) => {
    const collection = await changes.createCollection(collectionFields());
    for (const docId of docIds.toReversed()) await changes.putDocument(collection.id, documentFields(docId));
    return collection.id;
  });
  const found: string[] = [];
  for (;;) {
    const after = found.at(-1) ?? null;
    const step = await storage.read((reads) => reads.walkDocuments(id, { after, limit: 4 }));
    if (step.length === 0) break;
    found.push(...step.map(({ docId }) => docId));
  }
  expect(found).toEqual(docIds);
});
