import type { TaskInfo } from "../generated/models/index.js";
import { KnowledgeBaseError } from "../knowledge-base-error.js";
import { redacted } from "./redacted.js";

/** The error of a task that failed; carries the task. */
export function taskFailed(task: TaskInfo): KnowledgeBaseError {
  const error = new KnowledgeBaseError(`The task failed at ${task.percentage} %.`, {
    kind: "task-failed",
    hint: "It will not go on: create it anew; where that fails as well, give its task_id to the vendor.",
  });
  return Object.assign(error, { task: redacted(task) });
}
