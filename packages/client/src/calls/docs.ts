import { traced } from "../errors/knowledge-base-error.js";
import type { DocInfo } from "../generated/models/index.js";
import { loadPart } from "../load-part.js";
import type { Environment } from "../transport/environment.js";
import type { ProcessedDoc } from "../waiting/wait.js";
import type { WaitOptions, WatchOptions } from "../waiting/watch.js";
import type { Call, CallOptions } from "./call.js";
import type { DocInfoInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** Calls about documents. */
export interface Docs {
  /** Describes a document. Times are Unix milliseconds, in this answer only. */
  info(input: DocInfoInput, options?: CallOptions): Call<DocInfo>;
  /**
   * Waits until a document is processed (`process_status` 0). It asks at once and then after pauses, which grow by half
   * from 1 s to 10 s; each is shortened at random by up to a half. It goes on waiting in every state but done and
   * failed.
   *
   * @throws KnowledgeBaseError of kind `doc-failed` when processing failed: the message has its `failed_msg` and
   * explains its `failed_code`, and `doc` is the document without the keys in its links; `timeout` with the last state;
   * `aborted` at once; `doc-not-exist` when the document disappears; and any other error of `info` after its retries.
   */
  waitUntilProcessed(input: DocInfoInput, options?: WaitOptions<DocInfo>): Promise<ProcessedDoc>;
  /**
   * Does the same as a loop over the document's states. It gives the first state and every change; the last one is done
   * or failed.
   */
  watch(input: DocInfoInput, options?: WatchOptions): AsyncIterableIterator<DocInfo>;
}

export function createDocs(operations: Operations, environment: Environment): Docs {
  // The code for waiting is loaded at the first use.
  const loadWaiting = () => loadPart(() => import("../waiting/wait.js"));
  return {
    info: operations.getDocInfo,
    async waitUntilProcessed(...request) {
      try {
        const { waitForDoc } = await loadWaiting();
        return await waitForDoc(operations, environment, ...request);
      } catch (error) {
        throw traced(error);
      }
    },
    async *watch(input, options) {
      try {
        const { watchDoc } = await loadWaiting();
        yield* watchDoc(operations, environment, input, options);
      } catch (error) {
        throw traced(error);
      }
    },
  };
}
