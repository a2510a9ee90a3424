import { Refusal } from "@viking-kb/endpoint";
import { isGiven } from "@viking-kb/spec";
import { isOver, signLink } from "../../http/downloads/links.js";
import type { Task } from "../../storage/records.js";
import type { Reads } from "../../storage/storage.js";
import { taskData } from "../../wire.js";
import type { Handler } from "../handler.js";

/** task/info: state, progress and result of a download task. */
export const getTaskInfo: Handler<"getTaskInfo"> = async ({ accessKeyId, body, now, origin, reads }) => {
  const task = await reads.findTask(body.task_id);
  if (!task || isOver(task, now())) throw new Refusal("task-not-exist");
  if (!(await reads.mayRead(accessKeyId, task.projectId))) throw new Refusal("no-permission");
  const { pipeline_name: pipelineName } = body;
  if (isGiven(pipelineName) && pipelineName !== (await pipelineOf(task, reads))) throw new Refusal("task-not-exist");
  if (!task.result) return taskData(task);
  return taskData({ ...task, attachmentLink: await signLink(reads, task.taskId, { origin: origin(), now }) });
};

/** The pipeline that a task was made in: the collection's first where none is named. */
async function pipelineOf({ pipelineName, collectionId }: Task, reads: Reads): Promise<string | undefined> {
  if (pipelineName !== null) return pipelineName;
  const collection = await reads.findCollectionById(collectionId);
  return collection?.pipelines[0]?.name;
}
