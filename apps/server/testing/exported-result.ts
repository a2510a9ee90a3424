import { requestExport } from "../src/export/request-export.js";
import type { Storage } from "../src/storage/storage.js";
import { resultOf, workOff } from "./exports.js";
import { type CallOptions, call } from "./signed-request.js";

/** A task of the sample content's `handbook` that has succeeded, and the bytes of its result. */
export async function exportedResult(storage: Storage, collectionName = "handbook", projectName = "default") {
  const taskId = await requestExport(storage, { collectionName, projectName });
  await workOff(storage);
  return { taskId, bytes: await resultOf(storage, taskId) };
}

/** The link that a task's answer holds. */
export async function linkTo(
  server: Parameters<typeof call>[0],
  taskId: string,
  options?: CallOptions,
): Promise<string> {
  const answer = await call(server, "getTaskInfo", { task_id: taskId }, options);
  return String(answer.body.data?.attachment_link);
}
