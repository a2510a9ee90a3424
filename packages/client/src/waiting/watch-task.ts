import type { Environment } from "../environment.js";
import type { TaskInfo } from "../generated/models/index.js";
import type { TaskInfoInput } from "../inputs.js";
import type { Operations } from "../operations.js";
import type { WatchOptions } from "./wait-options.js";
import { watch } from "./watch.js";

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
