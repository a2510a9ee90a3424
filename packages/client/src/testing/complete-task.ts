import type { TaskInfo } from "../generated/models/index.js";
import { defaultProject } from "./complete-collection.js";
import type { FakeTask } from "./fake-data.js";
import { createSteps, type Steps } from "./steps.js";

/** A task as it is held. */
export interface HeldTask {
  readonly project: string;
  readonly pipelineName: string;
  readonly info: Steps<Partial<TaskInfo>>;
  /** What its link leads to. */
  readonly file: string | Uint8Array<ArrayBuffer>;
}

/** A task made from what is given of it. */
export function completeTask(given: FakeTask): HeldTask {
  const { task_id: _taskId, steps, project = defaultProject, pipeline_name = "default", ...others } = given;
  const { file = emptyZip(), ...members } = others;
  return { project, pipelineName: pipeline_name, info: createSteps(members, steps), file };
}

/** A state of a task as task/info answers it: only a success has a link. */
export function toTaskInfo(taskId: string, state: Partial<TaskInfo>, origin: string): TaskInfo {
  const { status = "success", percentage = status === "success" ? 100 : 0, attachment_link, ...others } = state;
  const link = attachment_link ?? `${origin}${filePath(taskId)}`;
  return { ...others, status, percentage, ...(status === "success" ? { attachment_link: link } : {}) };
}

/** Where a task's file is, at the host of the API: a download needs no leave to go there. */
export function filePath(taskId: string): string {
  return `/files/${encodeURIComponent(taskId)}.zip`;
}

/** The end of the central directory, of no entry. Source: APPNOTE.TXT of the zip format, section 4.3.16. */
function emptyZip(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(22);
  bytes.set([0x50, 0x4b, 0x05, 0x06]);
  return bytes;
}
