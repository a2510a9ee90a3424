import type { TaskInfoInput } from "../calls/inputs.js";
import type { Environment } from "../transport/environment.js";
import { backoffMs } from "../transport/pause.js";
import { type DownloadOptions, readDownloadOptions } from "./download-options.js";
import { fetchLink } from "./fetch-link.js";
import { allowHosts, type LookUp, lookUpAddresses } from "./link-rules.js";
import { receiveFile } from "./receive-file.js";
import type { Sink } from "./sink.js";
import { type DownloadTarget, openTarget } from "./target.js";
import { type AnsweredTask, type DownloadTask, linkOf } from "./task-link.js";
import { createTransfer, untilAborted } from "./transfer.js";

/** What downloads need from the client. */
export interface DownloadEnvironment extends Pick<Environment, "sleep" | "random"> {
  /** Waits before a download that broke off goes on; `sleep` keeps its time limits. */
  readonly pause: Environment["sleep"];
  /** Asks for the state of a task, as tasks.info does. */
  readonly askTask: (task: string | TaskInfoInput, signal: AbortSignal) => Promise<AnsweredTask>;
  /** The clock for the expiry of links, corrected as far as the client knows. */
  readonly now: () => Date;
  readonly fetch: typeof fetch;
  /** The address of the API as the client reaches it. A link to this origin is always allowed. */
  readonly endpoint: string;
  /** Looks up the addresses of a name; by default with the system's resolver, if the runtime has one. */
  readonly lookUp?: LookUp | undefined;
}

/** The result of a download. */
export interface DownloadResult {
  /** Size of the file, in bytes. */
  readonly bytes: number;
}

/** Downloads the result of a task; see `Tasks.download`. */
export type Download = (
  task: DownloadTask,
  target: DownloadTarget,
  options?: DownloadOptions,
) => Promise<DownloadResult>;

/**
 * Creates the download function of a client, with its fetch and clock. Nothing is signed: the link is a key by itself.
 */
export function createDownload({
  fetch,
  endpoint,
  now,
  sleep,
  pause,
  random,
  askTask,
  lookUp = lookUpAddresses,
}: DownloadEnvironment): Download {
  const endpointOrigin = new URL(endpoint).origin;
  return async (task, target, options = {}) => {
    const { allowedHosts, allowPrivateAddresses, maximumBytes, onProgress, overwrite, ...limits } =
      readDownloadOptions(options);
    const rules = { endpointOrigin, isAllowedHost: allowHosts(allowedHosts), allowPrivateAddresses, lookUp };
    const transfer = createTransfer(limits, sleep);
    const { signal } = transfer;
    let sink: Sink | undefined;
    try {
      sink = await openTarget(target, overwrite, transfer);
      signal.throwIfAborted();
      const link = linkOf(task, now, (input) => untilAborted(askTask(input, signal), signal));
      // Without a link nothing is made, not even for a moment.
      await link.current();
      await sink.prepare?.();
      await receiveFile(sink, transfer, {
        link,
        request: (url, headers) => fetchLink(url, { fetch, rules, transfer, headers }),
        pause: (resume) => {
          const milliseconds = backoffMs(resume, random);
          return untilAborted(pause(milliseconds, signal), signal);
        },
        maximumBytes,
        onProgress,
      });
      await sink.finish?.();
      return { bytes: transfer.received };
    } catch (error) {
      // The first cause is reported, not its consequences.
      transfer.end(error);
      await sink?.discard?.(signal.reason);
      throw signal.reason;
    } finally {
      transfer.release();
    }
  };
}
