import type { Task, TaskFields } from "../records.js";
import { isWellFormed } from "../well-formed.js";
import { requireCollection } from "./collections.js";
import type { Database } from "./tables.js";

export async function findTask(database: Database, taskId: string): Promise<Task | undefined> {
  if (!isWellFormed(taskId)) return undefined;
  const row = await database
    .selectFrom("task")
    .innerJoin("collection", "collection.id", "collection_id")
    .selectAll("task")
    .select("project_id")
    .where("task_id", "=", taskId)
    .executeTakeFirst();
  return (
    row && {
      taskId: row.task_id,
      collectionId: row.collection_id,
      projectId: row.project_id,
      pipelineName: row.pipeline_name,
      status: row.status,
      percentage: row.percentage,
      attachmentLink: row.attachment_link,
    }
  );
}

export async function putTask(database: Database, collectionId: number, fields: TaskFields): Promise<void> {
  await requireCollection(database, collectionId);
  const columns = {
    collection_id: collectionId,
    pipeline_name: fields.pipelineName,
    status: fields.status,
    percentage: fields.percentage,
    attachment_link: fields.attachmentLink,
  };
  await database
    .insertInto("task")
    .values({ task_id: fields.taskId, ...columns })
    .onConflict((conflict) => conflict.column("task_id").doUpdateSet(columns))
    .execute();
}
