import type { DocInfo } from "../generated/models/index.js";
import type { Environment } from "../transport/environment.js";
import type { ProcessedDoc } from "../waiting/wait.js";
import type { WaitOptions, WatchOptions } from "../waiting/watch.js";
import type { Call, CallOptions } from "./call.js";
import type { DocInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** What can be asked about documents. */
export interface Docs {
  /** Describes a document. Times are Unix milliseconds, in this answer only. */
  info(input: DocInfoInput, options?: CallOptions): Call<DocInfo>;
  /**
   * Waits until a document is processed (`process_status` 0). It asks at once and after pauses that grow by half from
   * 1 s to 10 s, each shortened at random by up to a half. Any other state than done and failed waits on.
   *
   * @throws KnowledgeBaseError of kind `doc-failed` where it failed: the message has the meaning of its `failed_code`,
   * and `doc` the document without the keys of its links; of kind `timeout` with the last state; of kind `aborted` at
   * once; `doc-not-exist` where it vanishes, and whatever else `info` rejects with after its retries.
   */
  waitUntilProcessed(input: DocInfoInput, options?: WaitOptions<DocInfo>): Promise<ProcessedDoc>;
  /** The same as a loop over its states: the first and each that differs, the last one done or failed. */
  watch(input: DocInfoInput, options?: WatchOptions): AsyncIterableIterator<DocInfo>;
}

export function createDocs(operations: Operations, environment: Environment): Docs {
  // Waiting is loaded when it is asked for.
  return {
    info: operations.getDocInfo,
    waitUntilProcessed: async (...request) => {
      const { waitForDoc } = await import("../waiting/wait.js");
      return waitForDoc(operations, environment, ...request);
    },
    async *watch(input, options) {
      const { watchDoc } = await import("../waiting/wait.js");
      yield* watchDoc(operations, environment, input, options);
    },
  };
}
