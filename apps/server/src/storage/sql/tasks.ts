import type { Task, TaskFields } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import { requireCollection } from "./collections.js";
import type { Database } from "./tables.js";

export async function findTask(database: Database, taskId: string): Promise<Task | undefined> {
  if (!isWellFormed(taskId)) return undefined;
  return await database
    .selectFrom("task")
    .innerJoin("collection", "collection.id", "collectionId")
    .select(["taskId", "collectionId", "projectId", "pipelineName", "status", "percentage", "attachmentLink"])
    .where("taskId", "=", taskId)
    .executeTakeFirst();
}

export async function putTask(database: Database, collectionId: number, fields: TaskFields): Promise<void> {
  await requireCollection(database, collectionId);
  const { taskId, pipelineName, status, percentage, attachmentLink } = fields;
  const columns = { collectionId, pipelineName, status, percentage, attachmentLink };
  await database
    .insertInto("task")
    .values({ taskId, ...columns })
    .onConflict((conflict) => conflict.column("taskId").doUpdateSet(columns))
    .execute();
}
