import { once } from "node:events";
import { expect, test } from "vitest";
import { pageFaults } from "../../testing/page-faults.js";
import { startSourceProcess } from "../../testing/source-process.js";
import type { StorageOrder, StorageOutcome } from "../../testing/storage-process.js";
import {
  collectionFields,
  documentFields,
  pointIdsOf,
  pointQuery,
  pointsOf,
  storedPoints,
} from "../../testing/storage-records.js";
import { untrueCounters } from "../../testing/table-rows.js";
import { isOnPostgres, openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";

const startProcess = () => startSourceProcess<StorageOrder, StorageOutcome>("storage-process.ts");

test("Processes that open a new database at once all succeed, time after time", async () => {
  const processes = await Promise.all([startProcess(), startProcess(), startProcess()]);
  for (let round = 0; round < (isOnPostgres ? 10 : 30); round++) {
    const path = await temporaryDatabase();
    expect(await Promise.all(processes.map(({ ask }) => ask({ action: "open", path })))).toEqual([{}, {}, {}]);
    // One of them closes while the next one opens.
    expect(await Promise.all(processes.map(({ ask }) => ask({ action: "close" })))).toEqual([{}, {}, {}]);
  }
});

test("A change that reads before it writes loses nothing to one of another process", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  await storage.change((changes) => changes.createCollection(collectionFields({ description: "0" })));
  const processes = await Promise.all([startProcess(), startProcess()]);
  for (const { ask } of processes) expect(await ask({ action: "open", path })).toEqual({});
  const outcomes = await Promise.all(processes.map(({ ask }) => ask({ action: "increment", times: 100 })));
  expect(outcomes).toEqual([{}, {}]);
  expect(await storage.read((reads) => reads.listCollections())).toMatchObject([{ description: "200" }]);
});

test("Another process reads whole changes alone while they are made", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const { id } = await storage.change((changes) => changes.createCollection(collectionFields()));
  const { ask } = await startProcess();
  await ask({ action: "open", path });
  // It is killed when this test has seen enough.
  ask({ action: "rewrite", times: Number.MAX_SAFE_INTEGER }).catch(() => undefined);
  const seen = new Set<string>();
  while (seen.size < 20) {
    const page = await storage.read((reads) => reads.listPoints(id, pointQuery()));
    const marks = new Set(pointsOf(page).map(({ mark }) => mark));
    expect([page.count, marks.size]).toEqual([page.totalCount, page.totalCount === 0 ? 0 : 1]);
    for (const mark of marks) seen.add(mark);
  }
});

test("Of a change in the middle of which its process is killed nothing is kept", async () => {
  const path = await temporaryDatabase();
  const storage = await openTemporaryStorage(path);
  const { id } = await storage.change((changes) => changes.createCollection(collectionFields()));
  const kept = storedPoints(pointIdsOf("manual", 3), "kept");
  await storage.change(async (changes) => {
    const document = await changes.putDocument(id, documentFields("manual"));
    await changes.replacePoints(document.id, kept);
  });
  await storage.close();

  const { child, ask } = await startProcess();
  await ask({ action: "open", path });
  await ask({ action: "rewrite-without-end" });
  child.kill("SIGKILL");
  await once(child, "exit");

  const again = await openTemporaryStorage(path);
  const page = await again.read((reads) => reads.listPoints(id, pointQuery()));
  expect([page.totalCount, page.wireList]).toEqual([3, `[${kept.map(({ wire }) => wire).join(",")}]`]);
  expect(await untrueCounters(path)).toEqual([]);
  // What the dead process had locked is free.
  await again.change((changes) => changes.deleteCollection(id));
});

test("What was kept stays when its process is killed, and another one may go on at once", async () => {
  const path = await temporaryDatabase();
  const { child, ask } = await startProcess();
  await ask({ action: "open", path });
  await ask({ action: "create" });
  expect(await ask({ action: "rewrite", times: 4 })).toEqual({});
  child.kill("SIGKILL");
  await once(child, "exit");

  const storage = await openTemporaryStorage(path);
  expect(await storage.read((reads) => reads.listCollections())).toMatchObject([{ documentCount: 1, pointCount: 20 }]);
  expect(await untrueCounters(path)).toEqual([]);
});

test("Whenever a process is killed amid its changes, what finds pages agrees with the points", async () => {
  const path = await temporaryDatabase();
  const sizes = { block: 4, stride: 4, fanOut: 4 };
  const storage = await openTemporaryStorage(path, { sizes });
  const { id } = await storage.change((changes) => changes.createCollection(collectionFields()));
  for (const changesSeen of [1, 4, 12]) {
    const { child, ask } = await startProcess();
    await ask({ action: "open", path, sizes });
    ask({ action: "churn" }).catch(() => undefined);
    const seen = new Set<number | undefined>();
    while (seen.size <= changesSeen) {
      seen.add((await storage.read((reads) => reads.findCollectionById(id)))?.pointCount);
    }
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await pageFaults(path, sizes)).toEqual([]);
    expect(await untrueCounters(path)).toEqual([]);
    const all = await storage.read((reads) => reads.listPoints(id, pointQuery({ limit: 10_000 })));
    const offset = Math.floor(all.totalCount / 2);
    const half = await storage.read((reads) => reads.listPoints(id, pointQuery({ offset, limit: 10_000 })));
    expect(pointsOf(half)).toEqual(pointsOf(all).slice(offset));
  }
});
