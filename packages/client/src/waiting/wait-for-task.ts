import type { Environment } from "../environment.js";
import type { TaskInfo } from "../generated/models/index.js";
import type { TaskInfoInput } from "../inputs.js";
import type { Operations } from "../operations.js";
import { lastState } from "./last-state.js";
import { taskFailed } from "./task-failed.js";
import type { WaitOptions } from "./wait-options.js";
import { watchTask } from "./watch-task.js";

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
