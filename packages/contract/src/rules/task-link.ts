import { member } from "../json.js";
import type { Rule } from "./rule.js";

/** A task that has succeeded, and no other, has a link to its result. */
export const taskLinkRule: Rule = {
  name: "task-link",
  source: `this project: attachment_link on success alone, and then always`,
  decision: true,
  check({ documented: { operationId }, body }) {
    const { status, attachment_link: link } = member(body, "data");
    if (operationId !== "getTaskInfo" || typeof status !== "string") return [];
    const at = "/data/attachment_link";
    if (status === "success") return link === undefined ? [{ at, message: "is missing on success" }] : [];
    return link === undefined ? [] : [{ at, message: `is there; expected none while status is ${status}` }];
  },
};
