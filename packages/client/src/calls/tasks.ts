import type { Download, DownloadEnvironment } from "../download/download.js";
import type { TaskInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { sleep } from "../transport/timers.js";
import type { SucceededTask } from "../waiting/wait.js";
import type { WaitOptions, WatchOptions } from "../waiting/watch.js";
import type { Call, CallOptions } from "./call.js";
import type { TaskInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** What can be asked about download tasks. */
export interface Tasks {
  /** State, progress and result of a download task. */
  info(input: TaskInfoInput, options?: CallOptions): Call<TaskInfo>;
  /**
   * Waits until a task succeeded. It asks at once and after pauses that grow by half from 1 s to 10 s, each shortened at
   * random by up to a half. A status that is not known waits on. Takes a task's id, or what `info` takes.
   *
   * @throws KnowledgeBaseError of kind `task-failed` where the task failed, with the task as its `task`; of kind
   * `timeout` with the last state in its message; of kind `aborted` at once; and whatever `info` rejects with after its
   * retries.
   */
  wait(task: string | TaskInfoInput, options?: WaitOptions<TaskInfo>): Promise<SucceededTask>;
  /** The same as a loop over its states: the first and each that differs, the last one `success` or `fail`. */
  watch(task: string | TaskInfoInput, options?: WatchOptions): AsyncIterableIterator<TaskInfo>;
  /**
   * Downloads the zip file of a task that succeeded, as `wait` or `info` gave it, to a file, a stream or a function:
   * `await kb.tasks.download(await kb.tasks.wait(id), "result.zip")`. A file gets its name when it is whole, and nothing
   * of a failed download stays. Nothing is retried, and nothing of ours is sent along: the link is a key of its own.
   * A Blob, where there are no files: `const { readable, writable } = new TransformStream()`, then await both
   * `kb.tasks.download(task, writable)` and `new Response(readable).blob()`.
   *
   * @throws KnowledgeBaseError of kind `task-failed`; `link-expired`, by the link's own date or the storage's word;
   * `link-refused`, where the link or a redirect of it is not https, leads to a host that is not allowed or to a private
   * address; `download-failed`, where there is no link, the file exists, or it did not come whole; `connection`,
   * `timeout` and `aborted`. None has the link's query in it. What a stream or a function throws is passed on.
   */
  readonly download: Download;
}

/** @param downloads with what a task's result is fetched */
export function createTasks(
  operations: Operations,
  environment: Environment,
  downloads: Omit<DownloadEnvironment, "sleep">,
): Tasks {
  // Waiting and downloading are loaded when they are asked for.
  return {
    info: operations.getTaskInfo,
    wait: async (...request) => {
      const { waitForTask } = await import("../waiting/wait.js");
      return waitForTask(operations, environment, ...request);
    },
    async *watch(task, options) {
      const { watchTask } = await import("../waiting/wait.js");
      yield* watchTask(operations, environment, task, options);
    },
    download: async (...request) => {
      const { createDownload } = await import("../download/download.js");
      // By the real sleep: a test's may skip pauses, and the limits of a download are no pauses.
      return createDownload({ ...downloads, sleep })(...request);
    },
  };
}
