import type { AnsweredCall } from "../calls/call.js";
import type { TaskInfoInput } from "../calls/inputs.js";
import { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import type { TaskInfo } from "../generated/models/index.js";
import { parseUrl } from "../transport/parse-url.js";
import { downloadFailed, linkExpired } from "./download-error.js";
import { linkExpiry } from "./link-expiry.js";

/** The fields of a task that a download needs, as tasks.info and tasks.wait give them. */
export type FinishedTask = Pick<TaskInfo, "status" | "attachment_link">;

/** What a download is given: a task as tasks.info and tasks.wait give it, or its id or the input of `info`. */
export type DownloadTask = FinishedTask | string | TaskInfoInput;

/** A task, and the id of the request that was answered with it. */
export type AnsweredTask = Pick<AnsweredCall<FinishedTask>, "data" | "requestId">;

/** The link of a task. */
export interface TaskLink {
  /** The link to request now. Where the task can be asked for, an expired link is replaced by a fresh one. */
  current(): Promise<URL>;
  /** Drops a link that the storage calls expired. False where no fresh one can be asked for. */
  drop(): boolean;
}

/**
 * The link of a task that is given, or of one that is asked for by its id, and again when its link has expired.
 *
 * @param ask asks for the state of a task; its errors are passed on
 */
export function linkOf(
  task: DownloadTask,
  now: () => Date,
  ask: (task: string | TaskInfoInput) => Promise<AnsweredTask>,
): TaskLink {
  if (typeof task !== "string" && "status" in task) {
    return { current: async () => taskLink({ data: task, requestId: undefined }, now), drop: () => false };
  }
  let known: AnsweredTask | undefined;
  return {
    async current() {
      if (known === undefined || isExpired(known.data, now)) known = await ask(task);
      return taskLink(known, now);
    },
    drop() {
      known = undefined;
      return true;
    },
  };
}

function isExpired({ attachment_link }: FinishedTask, now: () => Date): boolean {
  const expiry = linkExpiry(attachment_link ?? "");
  return expiry !== undefined && expiry < now();
}

/**
 * The link of a task whose result can be downloaded now.
 *
 * @throws KnowledgeBaseError of kind `task-failed`, of kind `download-failed` when the task has no link (yet), and of
 * kind `link-expired`.
 */
function taskLink({ data: { status, attachment_link: text }, requestId }: AnsweredTask, now: () => Date): URL {
  if (status === "fail") {
    throw new KnowledgeBaseError("The task failed: the API answered status fail, and there is nothing to download.", {
      kind: "task-failed",
      hint: "Create it anew; where that fails as well, give task_id and request id to Volcengine.",
      requestId,
    });
  }
  if (status === "running") {
    throw downloadFailed("The task is still running: there is nothing to download yet.", "Await tasks.wait first.");
  }
  if (!text) {
    throw downloadFailed("The task has no attachment_link.", "Ask tasks.info again; a task has one once it succeeded.");
  }
  const link = parseUrl(text);
  if (link === undefined) {
    throw downloadFailed("The task's attachment_link is no absolute address.", "Ask tasks.info again.");
  }
  const expiry = linkExpiry(link);
  if (expiry !== undefined && expiry < now()) {
    throw linkExpired(`The task's link expired at ${expiry.toISOString()}.`);
  }
  return link;
}
