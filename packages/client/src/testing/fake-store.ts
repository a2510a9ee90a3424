import type { TaskInfo } from "../generated/models/index.js";
import {
  completeCollection,
  createSteps,
  defaultProject,
  type HeldCollection,
  type Steps,
} from "./complete-collection.js";
import type { FakeData, FakeTask } from "./fake-data.js";
import { requireData } from "./require-data.js";

/** What the fake holds. */
export interface FakeStore {
  readonly collections: readonly HeldCollection[];
  readonly tasks: ReadonlyMap<string, HeldTask>;
  mayRead(project: string): boolean;
}

/**
 * Creates a store of the given data, completed by defaults.
 *
 * @throws TypeError when a collection, document, point or task is there twice, has no id, or has a member of another
 * name or form, as JavaScript lets through.
 */
export function createFakeStore(data: FakeData): FakeStore {
  requireData(data);
  const { collections = [], tasks = [], forbiddenProjects = [] } = data;
  const held = collections.map(completeCollection);
  requireUnique(held.map(({ name, project }) => `the collection ${name} of the project ${project}`));
  requireUnique(held.map(({ resourceId }) => `the resource_id ${resourceId}`));
  requireUnique(tasks.map(({ task_id }) => `the task ${task_id}`));
  for (const { collection_name: name, documents = [] } of collections) {
    requireUnique(documents.map(({ doc_id }) => `the document ${doc_id} of the collection ${name}`));
  }
  for (const { name, points } of held) {
    requireUnique(points.map(({ point_id }) => `the point ${point_id} of the collection ${name}`));
  }
  return {
    collections: held,
    tasks: new Map(tasks.map((task) => [task.task_id, completeTask(task)])),
    mayRead: (project) => !forbiddenProjects.includes(project),
  };
}

function requireUnique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new TypeError(`The fake's data hold ${name} twice: give it once.`);
    seen.add(name);
  }
}

/** A task in the fake's store. */
interface HeldTask {
  readonly project: string;
  readonly pipelineName: string;
  readonly info: Steps<Partial<TaskInfo>>;
  /** The file that its link leads to. */
  readonly file: string | Uint8Array;
}

/** Completes a given task. */
function completeTask(given: FakeTask): HeldTask {
  const { task_id: _taskId, steps, project = defaultProject, pipeline_name = "default", ...others } = given;
  const { file = emptyZip(), ...members } = others;
  return { project, pipelineName: pipeline_name, info: createSteps(members, steps), file };
}

/** The answer of task/info for a state of a task. Only a successful task has a link. */
export function toTaskInfo(taskId: string, state: Partial<TaskInfo>, origin: string): TaskInfo {
  const { status = "success", percentage = status === "success" ? 100 : 0, attachment_link, ...others } = state;
  const link = attachment_link ?? `${origin}${filePath(taskId)}`;
  return { ...others, status, percentage, ...(status === "success" ? { attachment_link: link } : {}) };
}

/** The path of a task's file, on the host of the API, which downloads may always reach. */
export function filePath(taskId: string): string {
  return `/files/${encodeURIComponent(taskId)}.zip`;
}

/**
 * A zip file without entries: only the end of its central directory (APPNOTE.TXT of the zip format, section 4.3.16).
 */
function emptyZip(): Uint8Array {
  const bytes = new Uint8Array(22);
  bytes.set([0x50, 0x4b, 0x05, 0x06]);
  return bytes;
}
