import type { Download, DownloadEnvironment } from "../download/download.js";
import { traced } from "../errors/knowledge-base-error.js";
import type { TaskInfo } from "../generated/models/index.js";
import { loadPart } from "../load-part.js";
import type { Environment } from "../transport/environment.js";
import { sleep } from "../transport/timers.js";
import type { SucceededTask } from "../waiting/wait.js";
import type { WaitOptions, WatchOptions } from "../waiting/watch.js";
import type { Call, CallOptions } from "./call.js";
import type { TaskInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** Calls about download tasks. */
export interface Tasks {
  /** State, progress and result of a download task. Takes a task's id alone, or the whole input. */
  info(task: string | TaskInfoInput, options?: CallOptions): Call<TaskInfo>;
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
   * Downloads the zip file of a successful task to a file, a stream or a function: `await kb.tasks.wait(id); await
   * kb.tasks.download(id, "result.zip")`. It takes the task as `wait` or `info` gave it, or its id or the input of
   * `info`: then the task is asked for, and again when its link expires on the way. A file gets its name only when it
   * is complete, and a failed download leaves nothing behind. The first request is sent once. A download that breaks
   * off or stays silent then goes on where it was, up to eight times, if the storage gives the file a strong ETag: by a
   * range of that very version. If another version has come meanwhile, a file is written anew, and a stream or function
   * fails. No signature is sent along: the link is a key by itself. To get a Blob where there are no files, take
   * `const { readable, writable } = new TransformStream()` and await both `kb.tasks.download(task, writable)` and
   * `new Response(readable).blob()`.
   *
   * @throws KnowledgeBaseError of kind `task-failed`; `link-expired`, by the link's own date or by the storage's
   * answer; `link-refused`, when the link or a redirect is not https, or leads to a host that is not allowed or to a
   * private address (http is followed to the client's `endpoint` on this machine alone); `download-failed`, when there
   * is no link, the file exists, or it did not arrive complete; `connection`, `timeout` and `aborted`; and, of a task
   * that is asked for, what `info` throws. No error shows the link's query. An error of the stream or function is
   * passed on.
   */
  readonly download: Download;
}

/** A task's id alone stands for the input that holds it. */
function inputOf(task: string | TaskInfoInput): TaskInfoInput {
  return typeof task === "string" ? { task_id: task } : task;
}

/** @param downloads the client's means of fetching a task's result */
export function createTasks(
  operations: Operations,
  environment: Environment,
  downloads: Pick<DownloadEnvironment, "fetch" | "endpoint" | "now">,
): Tasks {
  // The code for waiting and downloading is loaded at the first use.
  const loadWaiting = () => loadPart(() => import("../waiting/wait.js"));
  return {
    info: (task, options) => operations.getTaskInfo(inputOf(task), options),
    async wait(task, options) {
      try {
        const { waitForTask } = await loadWaiting();
        return await waitForTask(operations, environment, inputOf(task), options);
      } catch (error) {
        throw traced(error);
      }
    },
    async *watch(task, options) {
      try {
        const { watchTask } = await loadWaiting();
        yield* watchTask(operations, environment, inputOf(task), options);
      } catch (error) {
        throw traced(error);
      }
    },
    async download(...request) {
      try {
        const { createDownload } = await loadPart(() => import("../download/download.js"));
        // The real sleep: a test's sleep may skip pauses, but the limits of a download are not pauses.
        const { random, sleep: pause } = environment;
        const askTask = (task: string | TaskInfoInput, signal: AbortSignal) =>
          operations.getTaskInfo(inputOf(task), { signal }).withResponse();
        return await createDownload({ ...downloads, sleep, pause, random, askTask })(...request);
      } catch (error) {
        throw traced(error);
      }
    },
  };
}
