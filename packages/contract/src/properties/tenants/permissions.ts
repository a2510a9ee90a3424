import type { JsonObject } from "../../json.js";
import { type Expectation, invalidRequest } from "../../strict/expectation.js";
import { codeOf, type Operation } from "../../strict-contract.js";

/** A request of which it is decided who may know what. */
export interface Permission {
  readonly what: string;
  readonly request: JsonObject;
  readonly expected: Expectation;
}

const noPermission = codeOf("no-permission");
const noCollection = codeOf("collection-not-exist");
const noDocument = codeOf("doc-not-exist");
const noTask = codeOf("task-not-exist");

/** Names that keep the rules and are nobody's. */
const nobodys = {
  collection: "no_such_collection_of_ours",
  document: "no-such-document-of-ours",
  task: "no-such-task-of-ours",
  project: "no_such_project_of_ours",
  pipeline: "no_such_pipeline_of_ours",
  resourceId: "kb-0000000000000000",
};

/** The field that an operation takes a collection's name by; undefined where it takes none. */
export function nameField({ locators }: Operation): string | undefined {
  return locators.find((name) => name !== "resource_id");
}

/**
 * What a key is told of a project that it may not read: whatever is asked for there, that it has no permission, since
 * that is checked before anything is looked for, and after the request itself.
 *
 * @param request what is there
 */
export function inForbiddenProject(operation: Operation, request: JsonObject): Permission[] {
  const named = nameField(operation);
  const others: Record<string, JsonObject | undefined> = {
    "what is there": {},
    "a collection that is not there": named ? { [named]: nobodys.collection } : undefined,
    "a document that is not there": "doc_id" in request ? { doc_id: nobodys.document } : undefined,
    "a pipeline that is not there": hasPipeline(operation) ? { pipeline_name: nobodys.pipeline } : undefined,
  };
  const { project } = request;
  return [
    ...Object.entries(others).flatMap(([what, members]) =>
      members === undefined ? [] : [{ what, request: { ...request, ...members }, expected: noPermission }],
    ),
    // What a request must be is looked at before who sends it.
    { what: "what names nothing", request: project ? { project } : {}, expected: invalidRequest },
  ];
}

/**
 * What a key that may read nothing is told by `resource_id`: that no such collection exists, whether it does or not.
 *
 * @param resourceId of a collection that exists
 */
export function byResourceId(operation: Operation, request: JsonObject, resourceId: string): Permission[] {
  const named = nameField(operation);
  if (named === undefined) return [];
  const { [named]: name = "", project: _project, ...rest } = request;
  const rows: Record<string, JsonObject> = {
    "a collection by its resource_id": { ...rest, resource_id: resourceId },
    "a collection by its resource_id beside its name": { ...request, resource_id: resourceId },
    "a resource_id that is nobody's": { ...rest, resource_id: nobodys.resourceId },
    "a resource_id that is nobody's beside a name": { ...rest, [named]: name, resource_id: nobodys.resourceId },
  };
  return Object.entries(rows).map(([what, own]) => ({ what, request: own, expected: noCollection }));
}

/** What is told of what is not there to a key that may read what is asked for. */
export function ofNobody(operation: Operation, request: JsonObject): Permission[] {
  const named = nameField(operation);
  const rows: [what: string, members: JsonObject, expected: Expectation][] = [];
  const isByName = named !== undefined && Boolean(request[named]) && !request.resource_id;
  if (isByName) {
    rows.push(
      ["a project that is not there", { project: nobodys.project }, noCollection],
      ["a collection that is not there", { [named]: nobodys.collection }, noCollection],
      ["a collection in another case", inOtherCase(request, named), noCollection],
    );
  }
  if (named !== undefined)
    rows.push(["a resource_id that is nobody's", { resource_id: nobodys.resourceId }, noCollection]);
  if ("doc_id" in request) {
    rows.push(
      ["a document that is not there", { doc_id: nobodys.document }, noDocument],
      ["a document in another case", inOtherCase(request, "doc_id"), noDocument],
    );
  }
  if ("task_id" in request) {
    rows.push(
      ["a task that is not there", { task_id: nobodys.task }, noTask],
      ["a task in another case", inOtherCase(request, "task_id"), noTask],
    );
  }
  return rows
    .map(([what, members, expected]) => ({ what, request: { ...request, ...members }, expected }))
    .filter(({ request: changed }) => JSON.stringify(changed) !== JSON.stringify(request));
}

function inOtherCase(request: JsonObject, field: string): JsonObject {
  const name = String(request[field]);
  const capitals = name.toUpperCase();
  return { [field]: capitals === name ? name.toLowerCase() : capitals };
}

function hasPipeline({ fields }: Operation): boolean {
  return fields.some(({ name }) => name === "pipeline_name");
}
