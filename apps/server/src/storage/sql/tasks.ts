import type { Task } from "../records.js";
import type { Changes, Reads } from "../storage.js";
import { isWellFormed } from "../well-formed.js";
import { requireCollection } from "./collections.js";
import type { Queries } from "./queries.js";
import { type Given, statement } from "./statement.js";

const taskById = statement((database, given: Given<{ taskId: string }>) =>
  database
    .selectFrom("task")
    .innerJoin("collection", "collection.id", "collectionId")
    .leftJoin("export", "export.taskId", "task.taskId")
    .select(["task.taskId", "collectionId", "projectId", "pipelineName", "status", "percentage", "attachmentLink"])
    .select(["expiryTime", "byteLength", "hash"])
    .where("task.taskId", "=", given.taskId),
);

export const taskReads = {
  async findTask(database, taskId): Promise<Task | undefined> {
    if (!isWellFormed(taskId)) return undefined;
    const [row] = await taskById(database, { taskId });
    if (row === undefined) return undefined;
    const { byteLength, hash, ...task } = row;
    return { ...task, result: byteLength === null || hash === null ? null : { byteLength, hash } };
  },
} satisfies Partial<Queries<Reads>>;

export const taskChanges = {
  async putTask(database, collectionId, fields) {
    await requireCollection(database, collectionId);
    const { taskId, pipelineName, status, percentage, attachmentLink } = fields;
    const columns = { collectionId, pipelineName, status, percentage, attachmentLink };
    await database
      .insertInto("task")
      .values({ taskId, ...columns })
      .onConflict((conflict) => conflict.column("taskId").doUpdateSet(columns))
      .execute();
  },
} satisfies Partial<Queries<Changes>>;
