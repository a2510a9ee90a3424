import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ServedDatabase } from "../../testing/export-process.js";
import { linkTo } from "../../testing/exported-result.js";
import { readArchive, resultOf, shortTimes, workOff } from "../../testing/exports.js";
import { startCommand } from "../../testing/run-command.js";
import { startSourceProcess } from "../../testing/source-process.js";
import { collectionFields, documentFields, pointIdsOf, storedPoints } from "../../testing/storage-records.js";
import { queryRows } from "../../testing/table-rows.js";
import {
  isOnPostgres,
  openTemporaryStorage,
  temporaryDatabase,
  temporaryFolder,
} from "../../testing/temporary-database.js";
import { createAccessKey } from "../storage/create-access-key.js";
import type { Storage } from "../storage/storage.js";
import { requestExport } from "./request-export.js";

// A crash may end a server, or the command that asks for an export, at any moment. `npm test` tries a few, and
// `.ci/run` as many as this says.
const kills = Number(process.env.VIKING_KB_EXPORT_KILLS ?? "2");
const exports = Math.max(2, Math.round(kills / 5));
const manyPoints = 6_000;

async function storageToExport(pointCount: number) {
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

async function startServing(databasePath: string) {
  const process = await startSourceProcess<{ databasePath: string }, ServedDatabase>("./export-process.ts");
  return { child: process.child, ...(await process.ask({ databasePath })) };
}

/**
 * What does not fit together in the database: its pages, its references, exports and tasks, parts where none belong.
 */
async function faultsOf(databasePath: string) {
  const queries = [
    "select task_id from task left join export using (task_id) where export.task_id is null",
    "select distinct task_id from export_part join task using (task_id) where status = 'fail'",
    "select task_id from export join task using (task_id) where (status = 'success') <> (hash is not null)",
    "select task_id from export join task using (task_id) where (status = 'running') <> (expiry_time is null)",
  ];
  if (!isOnPostgres) {
    queries.push("select * from pragma_integrity_check where integrity_check <> 'ok'");
    queries.push("select * from pragma_foreign_key_check");
  }
  return (await Promise.all(queries.map((query) => queryRows(databasePath, query)))).flat();
}

const statusOf = async (storage: Storage, taskId: string) =>
  (await storage.read((reads) => reads.findTask(taskId))) ?? { status: "gone", percentage: 0 };

test(`${kills} kills of the server, at random moments of ${exports} exports, leave each export whole or failed`, {
  timeout: 3_600_000,
}, async () => {
  const seed = Date.now();
  const { databasePath, storage } = await storageToExport(manyPoints);
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
    expect({ seed, index, faults: await faultsOf(databasePath) }).toEqual({ seed, index, faults: [] });
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
    if (status === "success") expect((await readArchive(bytes)).points).toHaveLength(manyPoints);
    else expect({ seed, status, bytes: bytes.length }).toEqual({ seed, status: "fail", bytes: 0 });
    expect(percentage).toBeGreaterThanOrEqual(shown.get(taskId) ?? 0);
  }
  expect(await faultsOf(databasePath)).toEqual([]);
  process.stdout.write(
    `Seed ${seed}: ${kills} kills, ${JSON.stringify(outcomes)}, an export takes ${Math.round(duration)} ms alone.\n`,
  );
});

test(`${kills} kills of the command, at random moments, leave a task that is worked off, or none`, {
  timeout: 3_600_000,
}, async () => {
  const seed = Date.now();
  const { databasePath, storage } = await storageToExport(3);
  const folder = await temporaryFolder();
  const start = () => startCommand(["export", "faq", "--database", databasePath], { folder });
  const begun = performance.now();
  expect(await start().result).toMatchObject({ exitCode: 0 });
  const duration = performance.now() - begun;
  const taskIds = async () => (await queryRows(databasePath, "select task_id from task")).map((row) => row.task_id);
  let known = await taskIds();
  const outcomes = { told: 0, "not told": 0, none: 0 };
  // Most of the time goes by before the command opens the database.
  const moment = fc.double({ min: 0.6, max: 1.2, noNaN: true });
  for (const [index, share] of fc.sample(moment, { seed, numRuns: kills }).entries()) {
    const { child, result } = start();
    await sleep(share * duration);
    child.kill("SIGKILL");
    const told = (await result).output.split("\n").slice(0, -1);
    const made = (await taskIds()).filter((id) => !known.includes(id));
    expect({ seed, index, faults: await faultsOf(databasePath) }).toEqual({ seed, index, faults: [] });
    expect({ seed, index, told, made: made.length }).toEqual({
      ...{ seed, index, made: made.length === 0 ? 0 : 1 },
      told: told.length === 0 ? [] : made,
    });
    outcomes[told.length > 0 ? "told" : made.length > 0 ? "not told" : "none"]++;
    known = [...known, ...made];
  }
  const events = await workOff(storage);
  expect(events.map(({ taskId, outcome }) => [taskId, outcome])).toEqual(known.map((taskId) => [taskId, "success"]));
  for (const { taskId } of events) {
    expect((await readArchive(await resultOf(storage, taskId))).points).toHaveLength(3);
  }
  process.stdout.write(`Seed ${seed}: ${kills} kills of the command, tasks ${JSON.stringify(outcomes)}.\n`);
});

test.skipIf(process.platform === "win32")(
  "When a server is killed while it exports, another on its database goes on, and each gives the result of the other",
  { timeout: 600_000 },
  async () => {
    const pointCount = 2_000;
    const { databasePath, storage } = await storageToExport(pointCount);
    const key = await createAccessKey(storage, { name: "test", projects: ["default"] });
    const [killed, other] = [await startServing(databasePath), await startServing(databasePath)];
    const attemptsAt = async (taskId: string) => {
      const [row] = await queryRows(databasePath, `select attempts from export where task_id = '${taskId}'`);
      return row?.attempts;
    };
    // So that it is the first that takes the export up, and has not ended it before it is killed.
    other.child.kill("SIGSTOP");
    let taskId: string;
    do {
      killed.child.kill("SIGCONT");
      taskId = await requestExport(storage, { collectionName: "faq" });
      while ((await attemptsAt(taskId)) === 0) await sleep(5);
      killed.child.kill("SIGSTOP");
    } while ((await statusOf(storage, taskId)).status !== "running");
    killed.child.kill("SIGKILL");
    other.child.kill("SIGCONT");
    while ((await statusOf(storage, taskId)).status === "running") await sleep(shortTimes.poll);
    expect(await statusOf(storage, taskId)).toMatchObject({ status: "success" });
    expect(await attemptsAt(taskId)).toBe(2);
    const bytes = await resultOf(storage, taskId);
    expect((await readArchive(bytes)).points).toHaveLength(pointCount);

    const third = await startServing(databasePath);
    const link = await linkTo(other, taskId, { key });
    for (const { url } of [other, third]) {
      const answer = await fetch(link.replace(other.url, url));
      expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    }
  },
);
