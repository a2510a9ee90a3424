import { completeCollection, type HeldCollection } from "./complete-collection.js";
import { completeTask, type HeldTask } from "./complete-task.js";
import type { FakeData } from "./fake-data.js";

/** What the fake holds. */
export interface FakeStore {
  readonly collections: readonly HeldCollection[];
  readonly tasks: ReadonlyMap<string, HeldTask>;
  mayRead(project: string): boolean;
}

/**
 * Holds data, with a default for all that they do not give.
 *
 * @throws TypeError where they contradict themselves: a collection, document, point or task that stands twice.
 */
export function createFakeStore({ collections = [], tasks = [], forbiddenProjects = [] }: FakeData): FakeStore {
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
