import type { Task, WireMembers } from "../storage/records.js";

/** A task as task/info answers it: schema `TaskInfo` of the contract. Only a success has a link. */
export function toTaskWire({ status, percentage, attachmentLink }: Task): WireMembers {
  const link = status === "success" && attachmentLink !== null ? { attachment_link: attachmentLink } : {};
  return { status, percentage, ...link };
}
