import type { TaskInfo } from "../generated/models/index.js";
import { KnowledgeBaseError } from "../knowledge-base-error.js";
import { downloadFailed, linkExpired } from "./download-error.js";
import { linkExpiry } from "./link-expiry.js";

/** What a download takes of a task, as tasks.info and tasks.wait resolve to it. */
export type FinishedTask = Pick<TaskInfo, "status" | "attachment_link">;

/**
 * The link of a task whose result can be downloaded now.
 *
 * @throws KnowledgeBaseError of kind `task-failed`, of kind `download-failed` where the task has no link (yet), and of
 * kind `link-expired`.
 */
export function taskLink({ status, attachment_link: text }: FinishedTask, now: () => Date): URL {
  if (status === "fail") {
    throw new KnowledgeBaseError("The task failed: it has nothing to download.", {
      kind: "task-failed",
      hint: "Create the task again.",
    });
  }
  if (status === "running") {
    throw downloadFailed("The task is still running: there is nothing to download yet.", "Await tasks.wait first.");
  }
  if (!text) {
    throw downloadFailed("The task has no attachment_link.", "Ask tasks.info again; a task has one once it succeeded.");
  }
  const link = URL.canParse(text) ? new URL(text) : undefined;
  if (link === undefined) {
    throw downloadFailed("The task's attachment_link is no absolute address.", "Ask tasks.info again.");
  }
  const expiry = linkExpiry(link);
  if (expiry !== undefined && expiry < now()) {
    throw linkExpired(`The task's link expired at ${expiry.toISOString()}.`);
  }
  return link;
}
