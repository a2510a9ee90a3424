import { sql } from "kysely";
import type { ExportEnd, ExportLease, ExportPart, LinkKey, NewExport, TakenExport } from "../exports.js";
import { isWellFormed } from "../well-formed.js";
import type { Database } from "./tables.js";
import { putTask } from "./tasks.js";

export async function createExport(
  database: Database,
  collectionId: number,
  { taskId, docIds, keepTime }: NewExport,
  linkKey: LinkKey,
): Promise<void> {
  const task = { taskId, pipelineName: null, status: "running", percentage: 0, attachmentLink: null };
  await putTask(database, collectionId, task);
  await database
    .insertInto("export")
    .values({ taskId, docIds: docIds && JSON.stringify(docIds), keepTime })
    .execute();
  await database
    .insertInto("linkKey")
    .values({ id: 1, ...linkKey })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

export async function findLinkKey(database: Database): Promise<LinkKey | undefined> {
  return await database.selectFrom("linkKey").select(["accessKeyId", "secretAccessKey"]).executeTakeFirst();
}

export async function hasExportWork(database: Database, now: number): Promise<boolean> {
  const row = await database
    .selectFrom("export")
    .select("taskId")
    .where((where) =>
      where.or([
        where("expiryTime", "<=", now),
        where.and([where("expiryTime", "is", null), where("leaseEnd", "<=", now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function takeUpExport(
  database: Database,
  { holder, leaseEnd }: ExportLease,
  { now, maximumAttempts }: { readonly now: number; readonly maximumAttempts: number },
): Promise<TakenExport | undefined> {
  for (;;) {
    const found = await database
      .selectFrom("export")
      .innerJoin("task", "task.taskId", "export.taskId")
      .select(["export.taskId", "docIds", "keepTime", "attempts", "collectionId", "percentage"])
      .where("expiryTime", "is", null)
      .where("leaseEnd", "<=", now)
      .orderBy("task.id")
      .limit(1)
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const { taskId, docIds, attempts } = found;
    await deleteParts(database, taskId);
    if (attempts >= maximumAttempts) {
      await setEnd(database, taskId, { status: "fail" }, now);
      continue;
    }
    await database
      .updateTable("export")
      .set({ holder, leaseEnd, attempts: attempts + 1 })
      .where("taskId", "=", taskId)
      .execute();
    return { ...found, docIds: docIds === null ? null : JSON.parse(docIds), attempts: attempts + 1 };
  }
}

export async function addToExport(
  database: Database,
  taskId: string,
  { holder, leaseEnd }: ExportLease,
  { percentage, parts }: { readonly percentage: number; readonly parts: readonly ExportPart[] },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("export")
    .set({ leaseEnd })
    .where("taskId", "=", taskId)
    .where("holder", "=", holder)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await database.updateTable("task").set({ percentage }).where("taskId", "=", taskId).execute();
  await insertParts(database, taskId, parts);
  return true;
}

export async function endExport(
  database: Database,
  taskId: string,
  holder: string,
  { end, parts, now }: { readonly end: ExportEnd; readonly parts: readonly ExportPart[]; readonly now: number },
): Promise<boolean> {
  const held = await database
    .selectFrom("export")
    .select("taskId")
    .where("taskId", "=", taskId)
    .where("holder", "=", holder)
    .executeTakeFirst();
  if (held === undefined) return false;
  if (end.status === "fail") await deleteParts(database, taskId);
  else await insertParts(database, taskId, parts);
  await setEnd(database, taskId, end, now);
  return true;
}

export async function giveUpExport(
  database: Database,
  taskId: string,
  holder: string,
  { leaseEnd, counts }: { readonly leaseEnd: number; readonly counts: boolean },
): Promise<void> {
  await database
    .updateTable("export")
    .set({ holder: null, leaseEnd, ...(counts ? {} : { attempts: sql`attempts - 1` }) })
    .where("taskId", "=", taskId)
    .where("holder", "=", holder)
    .execute();
}

export async function deleteExpiredTask(database: Database, now: number): Promise<boolean> {
  const expired = await database
    .selectFrom("export")
    .select("taskId")
    .where("expiryTime", "<=", now)
    .limit(1)
    .executeTakeFirst();
  if (expired === undefined) return false;
  await database.deleteFrom("task").where("taskId", "=", expired.taskId).execute();
  return true;
}

export async function findExportPart(
  database: Database,
  taskId: string,
  number: number,
): Promise<Uint8Array | undefined> {
  if (!isWellFormed(taskId)) return undefined;
  const row = await database
    .selectFrom("exportPart")
    .select("bytes")
    .where("taskId", "=", taskId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.bytes;
}

/** Nobody holds it any more, so that whoever lost it and comes late changes nothing. */
async function setEnd(database: Database, taskId: string, end: ExportEnd, now: number): Promise<void> {
  const { status } = end;
  const result = end.status === "success" ? { byteLength: end.byteLength, hash: end.hash } : {};
  await database
    .updateTable("export")
    .set({ holder: null, expiryTime: sql`${now} + keep_time`, ...result })
    .where("taskId", "=", taskId)
    .execute();
  const percentage = status === "success" ? { percentage: 100 } : {};
  await database
    .updateTable("task")
    .set({ status, ...percentage })
    .where("taskId", "=", taskId)
    .execute();
}

async function insertParts(database: Database, taskId: string, parts: readonly ExportPart[]): Promise<void> {
  if (parts.length === 0) return;
  await database
    .insertInto("exportPart")
    .values(parts.map(({ number, bytes }) => ({ taskId, number, bytes })))
    .execute();
}

async function deleteParts(database: Database, taskId: string): Promise<void> {
  await database.deleteFrom("exportPart").where("taskId", "=", taskId).execute();
}
