import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ServedDatabase } from "../../testing/export-process.js";
import { readArchive, resultOf, shortTimes } from "../../testing/exports.js";
import { startSourceProcess } from "../../testing/source-process.js";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "../../testing/storage-records.js";
import { openTemporaryStorage, temporaryDatabase } from "../../testing/temporary-database.js";
import type { Storage } from "../storage/storage.js";
import { requestExport } from "./request-export.js";

// A crash may end a server at any moment of an export. `npm test` tries a few, and `.ci/run` as many as this says.
const kills = Number(process.env.VIKING_KB_EXPORT_KILLS ?? "4");
const exports = Math.max(2, Math.round(kills / 5));
const pointCount = 6_000;

async function storageToExport() {
  const databasePath = await temporaryDatabase();
  const storage = await openTemporaryStorage(databasePath);
  const noise = () => crypto.getRandomValues(new Uint32Array(200)).join();
  await storage.change(async (changes) => {
    const { id } = await changes.createCollection(collectionFields());
    const { id: documentId } = await changes.putDocument(id, documentFields("manual"));
    const points = storedPoints(pointIdsOf("manual", pointCount));
    await changes.replacePoints(
      documentId,
      points.map((point) => ({ ...point, wire: JSON.stringify({ point_id: point.pointId, noise: noise() }) })),
    );
  });
  return { databasePath, storage };
}

function startServing(databasePath: string) {
  return startSourceProcess<{ databasePath: string }, ServedDatabase>("./export-process.ts").then(async (served) => {
    await served.ask({ databasePath });
    return served;
  });
}

/** Whether everything in the database fits together: its pages, its references, and parts only where they belong. */
function faultsOf(databasePath: string) {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  try {
    const all = (sql: string) => database.prepare(sql).all();
    return [
      ...all("pragma integrity_check").filter(({ integrity_check: found }) => found !== "ok"),
      ...all("pragma foreign_key_check"),
      ...all(
        "select export.task_id from export join task using (task_id) where status = 'fail' and exists (select 1 from export_part where export_part.task_id = export.task_id)",
      ),
      ...all(
        "select task_id from export join task using (task_id) where (status = 'success') != (hash is not null) or (status = 'running') != (expiry_time is null)",
      ),
    ];
  } finally {
    database.close();
  }
}

const statusOf = async (storage: Storage, taskId: string) =>
  (await storage.read((reads) => reads.findTask(taskId))) ?? { status: "gone", percentage: 0 };

test(`${kills} kills of the server, at random moments of ${exports} exports, leave each export whole or failed`, {
  timeout: 3_600_000,
}, async () => {
  const seed = Date.now();
  const { databasePath, storage } = await storageToExport();
  let served = await startServing(databasePath);
  const settled = async (taskId: string) => {
    const begun = performance.now();
    for (;;) {
      const { status } = await statusOf(storage, taskId);
      if (status !== "running") return performance.now() - begun;
      await sleep(20);
    }
  };
  const duration = await settled(await requestExport(storage, { collectionName: "faq" }));
  const moment = fc.double({ min: 0, max: 1.2, noNaN: true });
  const moments = fc.sample(moment, { seed, numRuns: kills });

  const taskIds: string[] = [];
  const shown = new Map<string, number>();
  for (const [index, share] of moments.entries()) {
    // A few kills for each export: some fail after three, others get through.
    while (taskIds.length < exports && taskIds.length <= (index * exports) / kills) {
      taskIds.push(await requestExport(storage, { collectionName: "faq" }));
    }
    await sleep(share * duration);
    served.child.kill("SIGKILL");
    served = await startServing(databasePath);
    expect({ seed, index, faults: faultsOf(databasePath) }).toEqual({ seed, index, faults: [] });
    for (const taskId of taskIds) {
      const { percentage } = await statusOf(storage, taskId);
      expect(percentage).toBeGreaterThanOrEqual(shown.get(taskId) ?? 0);
      shown.set(taskId, percentage);
    }
  }
  const outcomes = { success: 0, fail: 0 };
  for (const taskId of taskIds) {
    await settled(taskId);
    const { status, percentage } = await statusOf(storage, taskId);
    outcomes[status as keyof typeof outcomes]++;
    const bytes = await resultOf(storage, taskId);
    if (status === "success") expect((await readArchive(bytes)).points).toHaveLength(pointCount);
    else expect({ seed, status, bytes: bytes.length }).toEqual({ seed, status: "fail", bytes: 0 });
    expect(percentage).toBeGreaterThanOrEqual(shown.get(taskId) ?? 0);
  }
  expect(faultsOf(databasePath)).toEqual([]);
  process.stdout.write(
    `Seed ${seed}: ${kills} kills, ${JSON.stringify(outcomes)}, an export takes ${Math.round(duration)} ms alone.\n`,
  );
});

test("Of two servers on one database, one works on an export, and the other goes on when it is killed", async () => {
  const { databasePath, storage } = await storageToExport();
  const servers = [await startServing(databasePath), await startServing(databasePath)];
  const taskId = await requestExport(storage, { collectionName: "faq" });
  const holder = () => {
    const database = new DatabaseSync(databasePath, { readOnly: true });
    const row = database.prepare("select holder, attempts from export").get();
    database.close();
    return row;
  };
  while (typeof holder()?.holder !== "string") await sleep(5);
  servers[0]?.child.kill("SIGKILL");
  while ((await statusOf(storage, taskId)).status === "running") await sleep(shortTimes.poll);
  expect(await statusOf(storage, taskId)).toMatchObject({ status: "success" });
  expect((await readArchive(await resultOf(storage, taskId))).points).toHaveLength(pointCount);
});
