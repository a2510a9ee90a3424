import type { Json, JsonObject } from "./document.ts";

/** Members of fixtures.yaml that have other names in the API. */
type Fixture = JsonObject & { created?: string; updated?: string; points?: Fixture[] };
type FixtureCollection = Fixture & {
  pipelines: Record<string, JsonObject>;
  documents?: Record<string, Fixture>;
  tasks?: Record<string, JsonObject>;
};

/**
 * The fixtures in the form of `@viking-kb/client/testing`, with the API's field names. The fake refuses the projects
 * that the key `reader` may not read.
 */
export function toTestingData({ keys, projects }: JsonObject): JsonObject {
  const readable = (keys as { reader: { projects: string[] | "all" } }).reader.projects;
  const collections: Json[] = [];
  const tasks: Json[] = [];
  for (const [project, held] of Object.entries(
    projects as Record<string, { collections?: Record<string, FixtureCollection> }>,
  )) {
    for (const [name, collection] of Object.entries(held.collections ?? {})) {
      collections.push(toCollection(name, project, collection));
      for (const [id, task] of Object.entries(collection.tasks ?? {}))
        tasks.push({ task_id: id, ...inProject(project), ...task });
    }
  }
  const forbidden = Object.keys(projects as JsonObject).filter(
    (name) => readable !== "all" && !readable.includes(name),
  );
  return { collections, tasks, forbiddenProjects: forbidden };
}

function toCollection(
  name: string,
  project: string,
  { pipelines, documents, tasks: _tasks, ...collection }: FixtureCollection,
) {
  const { created, updated = created, ...members } = collection;
  return {
    collection_name: name,
    ...inProject(project),
    ...members,
    create_time: seconds(created),
    update_time: seconds(updated),
    pipeline_names: Object.keys(pipelines),
    pipeline_list: Object.values(pipelines),
    documents: Object.entries(documents ?? {}).map(([id, document]) => toDocument(id, document)),
  };
}

function toDocument(id: string, document: Fixture): JsonObject {
  const { created, updated = created, points = [], process_status, failed_code, failed_msg, ...members } = document;
  const failure = {
    ...(failed_code === undefined ? {} : { failed_code }),
    ...(failed_msg === undefined ? {} : { failed_msg }),
  };
  return {
    doc_id: id,
    ...members,
    create_time: milliseconds(created),
    update_time: milliseconds(updated),
    status: { process_status: process_status as Json, ...failure },
    points: points.map((point) => toPoint(point, seconds(updated))),
  };
}

function toPoint({ updated, processed, ...members }: Fixture, documentUpdated: number): JsonObject {
  return {
    ...members,
    process_time: processed === undefined ? documentUpdated : seconds(processed as string),
    ...(updated === undefined ? {} : { update_time: seconds(updated) }),
  };
}

/** The project, left out when it is the API's default. */
function inProject(project: string): JsonObject {
  return project === "default" ? {} : { project };
}

function milliseconds(time: string | undefined): number {
  return Date.parse(time ?? "");
}

function seconds(time: string | undefined): number {
  return Math.floor(milliseconds(time) / 1000);
}
