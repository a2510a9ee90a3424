import type { Download, DownloadEnvironment } from "../download/download.js";
import type { TaskInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import { sleep } from "../transport/timers.js";
import type { SucceededTask } from "../waiting/wait.js";
import type { WaitOptions, WatchOptions } from "../waiting/watch.js";
import type { Call, CallOptions } from "./call.js";
import type { TaskInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** Calls about download tasks. */
export interface Tasks {
  /** State, progress and result of a download task. */
  info(input: TaskInfoInput, options?: CallOptions): Call<TaskInfo>;
  /**
   * Waits until a task has succeeded. It asks at once and then after pauses, which grow by half from 1 s to 10 s; each
   * is shortened at random by up to a half. An unknown status means that it goes on waiting. Takes a task's id, or the
   * input of `info`.
   *
   * @throws KnowledgeBaseError of kind `task-failed` when the task failed, with the task as its `task`; of kind
   * `timeout` with the last state in its message; of kind `aborted` at once; and any other error of `info` after its
   * retries.
   */
  wait(task: string | TaskInfoInput, options?: WaitOptions<TaskInfo>): Promise<SucceededTask>;
  /**
   * Does the same as a loop over the task's states. It gives the first state and every change; the last one is
   * `success` or `fail`.
   */
  watch(task: string | TaskInfoInput, options?: WatchOptions): AsyncIterableIterator<TaskInfo>;
  /**
   * Downloads the zip file of a successful task, as `wait` or `info` gave it, to a file, a stream or a function: `await
   * kb.tasks.download(await kb.tasks.wait(id), "result.zip")`. A file gets its name only when it is complete, and a
   * failed download leaves nothing behind. Nothing is retried. No signature is sent along: the link is a key by itself.
   * To get a Blob where there are no files, take `const { readable, writable } = new TransformStream()` and await both
   * `kb.tasks.download(task, writable)` and `new Response(readable).blob()`.
   *
   * @throws KnowledgeBaseError of kind `task-failed`; `link-expired`, by the link's own date or by the storage's
   * answer; `link-refused`, when the link or a redirect is not https, or leads to a host that is not allowed or to a
   * private address; `download-failed`, when there is no link, the file exists, or it did not arrive complete;
   * `connection`, `timeout` and `aborted`. No error shows the link's query. An error of the stream or function is
   * passed on.
   */
  readonly download: Download;
}

/** @param downloads the client's means of fetching a task's result */
export function createTasks(
  operations: Operations,
  environment: Environment,
  downloads: Omit<DownloadEnvironment, "sleep">,
): Tasks {
  // The code for waiting and downloading is loaded at the first use.
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
      // The real sleep: a test's sleep may skip pauses, but the limits of a download are not pauses.
      return createDownload({ ...downloads, sleep })(...request);
    },
  };
}
