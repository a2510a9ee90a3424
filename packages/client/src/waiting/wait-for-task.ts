import type { TaskInfoInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { redactedCopy } from "../errors/redact.js";
import type { TaskInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { lastState, type WaitOptions, type WatchOptions, watch } from "./watch.js";

/** The states of a task until it succeeded or failed. A status that is not known is one that passes. */
export function watchTask(
  { getTaskInfo }: Pick<Operations, "getTaskInfo">,
  environment: Environment,
  task: string | TaskInfoInput,
  options: WatchOptions | undefined,
): AsyncIterable<TaskInfo> {
  const input = typeof task === "string" ? { task_id: task } : task;
  return watch<TaskInfo>(
    {
      ask: (options) => getTaskInfo(input, options),
      isFinal: ({ status }) => status === "success" || status === "fail",
      describe: ({ status, percentage }) => `${status}, ${percentage} %`,
    },
    environment,
    options,
  );
}

/** A task that succeeded. */
export type SucceededTask = TaskInfo & { readonly status: "success" };

/** The task once it succeeded; rejects where it failed. */
export async function waitForTask(
  operations: Operations,
  environment: Environment,
  input: string | TaskInfoInput,
  { onProgress, ...options }: WaitOptions<TaskInfo> = {},
): Promise<SucceededTask> {
  const task = await lastState(watchTask(operations, environment, input, options), onProgress);
  if (task.status !== "success") throw taskFailed(task);
  return task as SucceededTask;
}

/** The error of a task that failed; carries the task. */
function taskFailed(task: TaskInfo): KnowledgeBaseError {
  const error = new KnowledgeBaseError(`The task failed at ${task.percentage} %.`, {
    kind: "task-failed",
    hint: "It will not go on: create it anew; where that fails as well, give its task_id to the vendor.",
  });
  return Object.assign(error, { task: redactedCopy(task) });
}
