import { EventEmitter, once } from "node:events";
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test, vi } from "vitest";
import {
  collectionFields,
  documentFields,
  pointIdsOf,
  pointQuery,
  storedPoints,
} from "../../testing/storage-records.js";
import { countRows, queryRows, untrueCounters } from "../../testing/table-rows.js";
import { isOnPostgres, openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { Changes, Reads, Storage } from "./storage.js";

async function openWithDocument(path?: string) {
  const storage = await openTemporaryStorage(path);
  const { collectionId, documentId } = await storage.change(async (changes) => {
    const collection = await changes.createCollection(collectionFields());
    const document = await changes.putDocument(collection.id, documentFields("a"));
    await changes.replacePoints(document.id, storedPoints(pointIdsOf("a", 3), "old"));
    return { collectionId: collection.id, documentId: document.id };
  });
  return { storage, collectionId, documentId };
}

const rewrite = (storage: Storage, documentId: number) =>
  storage.change((changes) => changes.replacePoints(documentId, storedPoints(pointIdsOf("a", 5), "new")));

test.each(["the same storage", "another one"])("A read sees what was when it began: %s changes it", async (which) => {
  const path = await temporaryDatabase();
  const { storage, collectionId, documentId } = await openWithDocument(path);
  const writing = which === "another one" ? await openTemporaryStorage(path) : storage;
  const list = (reads: Reads) => reads.listPoints(collectionId, pointQuery());
  const before = await storage.read(list);

  const moments = new EventEmitter();
  const begun = once(moments, "begun");
  const changed = once(moments, "changed");
  const long = storage.read(async (reads) => {
    // The first query takes the snapshot, whatever it asks for.
    expect(await reads.findCollection(1, "faq")).toMatchObject({ pointCount: 3 });
    moments.emit("begun");
    await changed;
    expect(await list(reads)).toEqual(before);
    expect(await reads.findCollection(1, "faq")).toMatchObject({ pointCount: 3 });
  });
  await begun;
  await rewrite(writing, documentId);
  moments.emit("changed");
  await long;

  const after = await storage.read(list);
  expect(after).toMatchObject({ totalCount: 5, count: 5, wireList: expect.stringContaining('"new"') });
});

test("A change sees what it did itself, and nobody else does before it is kept", async () => {
  const { storage, collectionId } = await openWithDocument();
  const moments = new EventEmitter();
  const seenByOthers = once(moments, "written").then(() => storage.read((reads) => reads.listDocuments(collectionId)));
  await storage.change(async (changes) => {
    await changes.putDocument(collectionId, documentFields("b"));
    expect(await changes.listDocuments(collectionId)).toHaveLength(2);
    moments.emit("written");
    expect(await seenByOthers).toHaveLength(1);
  });
  expect(await storage.read((reads) => reads.listDocuments(collectionId))).toHaveLength(2);
});

test("A change whose work rejects leaves nothing, and the storage goes on", async () => {
  const path = await temporaryDatabase();
  const { storage, collectionId, documentId } = await openWithDocument(path);
  const before = await countRows(path);
  const reason = new Error("No.");
  const work = async (changes: Changes) => {
    await changes.ensureProject("new");
    await changes.deleteDocument(documentId);
    await changes.createCollection(collectionFields({ name: "new" }));
    throw reason;
  };
  await expect(storage.change(work)).rejects.toBe(reason);
  expect(await countRows(path)).toEqual(before);
  // The same holds for work that throws before it returns a promise.
  const throwing = () => {
    throw reason;
  };
  await expect(storage.change(throwing)).rejects.toBe(reason);
  await expect(storage.read(throwing)).rejects.toBe(reason);
  await storage.change((changes) => changes.putDocument(collectionId, documentFields("b")));
  expect(await storage.read((reads) => reads.listDocuments(collectionId))).toHaveLength(2);
});

test("Many reads and changes at once all end, each change after the other", async () => {
  const { storage, collectionId } = await openWithDocument();
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const counts = await Promise.all(
    numbers.map(async (number) => {
      await storage.change(async (changes) => {
        const [collection] = await changes.listCollections();
        const description = `${collection?.description},${number}`;
        await new Promise(setImmediate);
        await changes.updateCollection(collectionId, { description, updateTime: 5 });
      });
      return storage.read(async (reads) => {
        const first = await reads.listCollections();
        await new Promise(setImmediate);
        expect(await reads.listCollections()).toEqual(first);
        return first.length;
      });
    }),
  );
  expect(counts).toEqual(numbers.map(() => 1));
  const [collection] = await storage.read((reads) => reads.listCollections());
  expect(collection?.description.split(",").slice(1).map(Number)).toEqual(numbers);
});

test("Steps of a change that are begun together are done one after the other", async () => {
  const path = await temporaryDatabase();
  const { storage, collectionId } = await openWithDocument(path);
  const results = await storage.change(async (changes) => {
    const documents = await Promise.all(
      ["b", "c", "d"].map((docId) => changes.putDocument(collectionId, documentFields(docId))),
    );
    const [b, c, d] = documents.map(({ id }) => id);
    return await Promise.allSettled([
      changes.replacePoints(b ?? 0, storedPoints(pointIdsOf("b", 300))),
      // Refused in its last batch. What the others do meanwhile is kept.
      changes.replacePoints(c ?? 0, storedPoints([...pointIdsOf("c", 300), "a-0"])),
      changes.replacePoints(d ?? 0, storedPoints(pointIdsOf("d", 300))),
      changes.ensureProject("new"),
    ]);
  });
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(await countRows(path)).toMatchObject({ document: 4, point: 603, project: 2 });
  expect(await untrueCounters(path)).toEqual([]);
});

test("A step that nobody waited for is whole before the change is kept", async () => {
  const path = await temporaryDatabase();
  const { storage, documentId } = await openWithDocument(path);
  await storage.change(async (changes) => {
    void changes.replacePoints(documentId, storedPoints(pointIdsOf("a", 1000), "new"));
  });
  expect(await countRows(path)).toMatchObject({ point: 1000 });
  expect(await untrueCounters(path)).toEqual([]);
});

test.each(["read", "change"] as const)("What a %s was given is of no use once it has ended", async (how) => {
  const { storage } = await openWithDocument();
  let kept: Reads | undefined;
  await storage[how](async (reads) => {
    kept = reads;
  });
  await expect(kept?.listProjects()).rejects.toThrow("committed");
  let lost: Changes | undefined;
  const failing = storage.change(async (changes) => {
    lost = changes;
    throw new Error("No.");
  });
  await expect(failing).rejects.toThrow("No.");
  await expect(lost?.ensureProject("new")).rejects.toThrow("rolled back");
  expect(await storage.read((reads) => reads.listProjects())).toHaveLength(1);
});

const nestings = [
  ["read", "read"],
  ["read", "change"],
  ["change", "read"],
  ["change", "change"],
] as const;
test.each(nestings)("In a %s a %s is refused rather than waited for without end", async (outer, inner) => {
  const { storage } = await openWithDocument();
  const nested = storage[outer](() => storage[inner](async () => undefined));
  await expect(nested).rejects.toThrow("A read or change cannot begin inside another: use what that one was given.");
  // Work that a transaction started and did not wait for may begin another one once the first has ended.
  const moments = new EventEmitter();
  let later: Promise<unknown> | undefined;
  await storage[outer](async () => {
    later = once(moments, "ended").then(() => storage[inner]((reads) => reads.listProjects()));
  });
  moments.emit("ended");
  expect(await later).toHaveLength(1);
});

test("Closing waits for what is under way and ends everything after it", async () => {
  const path = await temporaryDatabase();
  const { storage, collectionId } = await openWithDocument(path);
  const moments = new EventEmitter();
  const closing = once(moments, "closing");
  const slow = storage.change(async (changes) => {
    await closing;
    await changes.putDocument(collectionId, documentFields("b"));
  });
  const reading = storage.read(async (reads) => {
    await closing;
    return reads.listProjects();
  });
  const closed = storage.close();
  await expect(storage.read((reads) => reads.listProjects())).rejects.toThrow("The storage is closed.");
  moments.emit("closing");
  await closed;
  await slow;
  expect(await reading).toHaveLength(1);
  await storage.close();
  await expect(storage.change((changes) => changes.ensureProject("x"))).rejects.toThrow("The storage is closed.");
  expect(await countRows(path)).toMatchObject({ document: 2 });
});

test("Closing goes on when what it waits for fails, and everything is closed then", async () => {
  const path = await temporaryDatabase();
  const { storage } = await openWithDocument(path);
  const failing = storage.change(async (changes) => {
    await changes.ensureProject("new");
    throw new Error("No.");
  });
  await Promise.all([expect(failing).rejects.toThrow("No."), storage.close()]);
  if (!isOnPostgres) return expect(readdirSync(dirname(path))).toEqual([basename(path)]);
  const others = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  await vi.waitFor(async () => expect(await queryRows(path, others)).toEqual([]), { timeout: 30_000 });
});

test("A change that waits for another process longer than allowed says so", async () => {
  const path = await temporaryDatabase();
  const { storage, documentId } = await openWithDocument(path);
  const impatient = await openTemporaryStorage(path, { busyTimeout: 10 });
  await storage.change(async (changes) => {
    await changes.deleteDocument(documentId);
    await expect(impatient.change((other) => other.ensureProject("x"))).rejects.toThrow(
      "Another process is changing the database and takes long. Try again when it has ended.",
    );
    // Readers do not wait.
    expect(await impatient.read((reads) => reads.listCollections())).toMatchObject([{ documentCount: 1 }]);
  });
  expect(await impatient.change((changes) => changes.ensureProject("x"))).toMatchObject({ name: "x" });
});
