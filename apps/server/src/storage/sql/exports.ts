import { type ExpressionBuilder, sql } from "kysely";
import type { ExportEnd, ExportPart } from "../exports.js";
import type { Changes, Reads } from "../storage.js";
import { isWellFormed } from "../well-formed.js";
import type { Queries } from "./queries.js";
import type { Database, Tables } from "./tables.js";
import { taskChanges } from "./tasks.js";

/** How many parts are deleted in one transaction: 16 MiB. */
const partsOfStep = 256;

export const exportReads = {
  async hasExportWork(database, now) {
    const row = await database
      .selectFrom("export")
      .select("taskId")
      .where((where) =>
        where.or([where.and([where("expiryTime", "is", null), where("leaseEnd", "<=", now)]), leftover(where, now)]),
      )
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  async findExportPart(database, taskId, number) {
    if (!isWellFormed(taskId)) return undefined;
    const row = await database
      .selectFrom("exportPart")
      .select("bytes")
      .where("taskId", "=", taskId)
      .where("number", "=", number)
      .executeTakeFirst();
    return row?.bytes;
  },

  async findLinkKey(database) {
    return await database.selectFrom("linkKey").select(["accessKeyId", "secretAccessKey"]).executeTakeFirst();
  },
} satisfies Partial<Queries<Reads>>;

export const exportChanges = {
  async createExport(database, collectionId, { taskId, docIds, keepTime }, linkKey) {
    const task = { taskId, pipelineName: null, status: "running", percentage: 0, attachmentLink: null };
    await taskChanges.putTask(database, collectionId, task);
    await database
      .insertInto("export")
      .values({ taskId, docIds: docIds && JSON.stringify(docIds), keepTime })
      .execute();
    await database
      .insertInto("linkKey")
      .values({ id: 1, ...linkKey })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  },

  async takeUpExport(database, { holder, leaseEnd }, { now, maximumAttempts }) {
    const found = await database
      .selectFrom("export")
      .innerJoin("task", "task.taskId", "export.taskId")
      .select(["export.taskId", "docIds", "keepTime", "attempts", "collectionId", "percentage"])
      .where("expiryTime", "is", null)
      .where("leaseEnd", "<=", now)
      .where("attempts", "<", maximumAttempts)
      .orderBy("task.id")
      .limit(1)
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const { taskId, docIds } = found;
    const attempts = found.attempts + 1;
    await database.deleteFrom("exportPart").where("taskId", "=", taskId).execute();
    await database.updateTable("export").set({ holder, leaseEnd, attempts }).where("taskId", "=", taskId).execute();
    return { ...found, docIds: docIds === null ? null : JSON.parse(docIds), attempts };
  },

  async failExport(database, { now, maximumAttempts }) {
    const found = await database
      .selectFrom("export")
      .select("taskId")
      .where("expiryTime", "is", null)
      .where("leaseEnd", "<=", now)
      .where("attempts", ">=", maximumAttempts)
      .limit(1)
      .executeTakeFirst();
    if (found !== undefined) await setEnd(database, found.taskId, { status: "fail" }, now);
    return found?.taskId;
  },

  async addToExport(database, taskId, { holder, leaseEnd }, { percentage, parts }) {
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
  },

  async endExport(database, taskId, holder, { end, parts, now }) {
    const held = await database
      .selectFrom("export")
      .select("taskId")
      .where("taskId", "=", taskId)
      .where("holder", "=", holder)
      .executeTakeFirst();
    if (held === undefined) return false;
    await insertParts(database, taskId, parts);
    await setEnd(database, taskId, end, now);
    return true;
  },

  async giveUpExport(database, taskId, holder, { leaseEnd, counts }) {
    await database
      .updateTable("export")
      .set({ holder: null, leaseEnd, ...(counts ? {} : { attempts: sql`attempts - 1` }) })
      .where("taskId", "=", taskId)
      .where("holder", "=", holder)
      .execute();
  },

  async deleteLeftovers(database, now) {
    const found = await database
      .selectFrom("export")
      .select(["taskId", "expiryTime"])
      .where((where) => leftover(where, now))
      .limit(1)
      .executeTakeFirst();
    if (found === undefined) return false;
    const { taskId, expiryTime } = found;
    const isOver = expiryTime !== null && expiryTime <= now;
    // A task is over from now on, whatever a server's clock says. Whoever still works on an export has lost it: it
    // would end a result of which parts are gone.
    const ended = isOver ? { expiryTime: 0, holder: null } : { holder: null };
    await database.updateTable("export").set(ended).where("taskId", "=", taskId).execute();
    const ofStep = database
      .selectFrom("exportPart")
      .select("number")
      .where("taskId", "=", taskId)
      .orderBy("number", "desc")
      .limit(partsOfStep);
    // From the end, so that whoever still reads the result comes to a part that is gone.
    const { numDeletedRows } = await database
      .deleteFrom("exportPart")
      .where("taskId", "=", taskId)
      .where("number", "in", ofStep)
      .executeTakeFirstOrThrow();
    if (isOver && numDeletedRows < partsOfStep) {
      await database.deleteFrom("task").where("taskId", "=", taskId).execute();
    }
    return true;
  },
} satisfies Partial<Queries<Changes>>;

/** An export whose time is over, or one without a result that nobody works on, of which something was written. */
function leftover(where: ExpressionBuilder<Tables, "export">, now: number) {
  const parts = where.selectFrom("exportPart").select("number").whereRef("exportPart.taskId", "=", "export.taskId");
  return where.or([
    where("expiryTime", "<=", now),
    where.and([where("hash", "is", null), where("leaseEnd", "<=", now), where.exists(parts)]),
  ]);
}

/** Nobody holds it any more, so that whoever lost it and comes late changes nothing. */
async function setEnd(database: Database, taskId: string, end: ExportEnd, now: number): Promise<void> {
  const { status } = end;
  const result = end.status === "success" ? { byteLength: end.byteLength, hash: end.hash } : {};
  await database
    .updateTable("export")
    .set({ holder: null, leaseEnd: 0, expiryTime: sql`${now} + keep_time`, ...result })
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
