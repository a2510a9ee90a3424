import type {
  CollectionInfoRequest,
  DocInfoRequest,
  PointListRequest,
  PointPage,
  TaskInfoRequest,
} from "../generated/models/index.js";
import { defaultProject, type HeldCollection, withoutLinks } from "./complete-collection.js";
import { type FakeStore, toTaskInfo } from "./fake-store.js";
import type { OperationId } from "./generated/request-rules.js";
import { refusalOf } from "./refusal.js";
import type { RequestBody } from "./request-fault.js";

/** No answer holds more points, whatever is asked for. Source: documentation page point/list. */
const largestPage = 100;
/** Documented as "all". */
const unlimited = -1;

/**
 * The `data` of an operation, asked with a body that keeps the contract.
 *
 * @param origin where the API is, and with it the files of tasks
 * @throws Refusal with the code by which the API answers otherwise.
 */
export function answerOperation(store: FakeStore, operation: OperationId, body: RequestBody, origin: string): object {
  // The body was held against the contract's rules, so here alone it is called by its type.
  switch (operation) {
    case "getCollectionInfo": {
      const { name, project, resource_id } = body as CollectionInfoRequest;
      return locate(store, { name, project, resource_id }).info();
    }
    case "getDocInfo":
      return docInfo(store, body as unknown as DocInfoRequest);
    case "listPoints":
      return pointPage(store, body as PointListRequest);
    case "getTaskInfo":
      return taskInfo(store, body as unknown as TaskInfoRequest, origin);
  }
}

type Text = string | null | undefined;

/** By `resource_id`, which alone decides when given; by name, permission on the project comes before existence. */
function locate(store: FakeStore, locator: { name: Text; project: Text; resource_id: Text }): HeldCollection {
  const { name, resource_id } = locator;
  const project = locator.project || defaultProject;
  if (!resource_id && !store.mayRead(project)) throw refusalOf("no-permission");
  const found = store.collections.find((collection) =>
    resource_id
      ? collection.resourceId === resource_id && store.mayRead(collection.project)
      : collection.name === name && collection.project === project,
  );
  if (found === undefined) throw refusalOf("collection-not-exist");
  return found;
}

function requirePipeline({ pipelineNames }: HeldCollection, name: Text): void {
  if (name && !pipelineNames.includes(name)) {
    throw refusalOf("invalid-request", "pipeline_name: the collection has no such pipeline");
  }
}

function docInfo(store: FakeStore, { collection_name: name, project, resource_id, ...body }: DocInfoRequest): object {
  const collection = locate(store, { name, project, resource_id });
  requirePipeline(collection, body.pipeline_name);
  const document = collection.documents.get(body.doc_id);
  if (document === undefined) throw refusalOf("doc-not-exist");
  return document.info.take();
}

function pointPage(store: FakeStore, body: PointListRequest): PointPage {
  const { collection_name: name, project, resource_id, doc_ids, point_ids, get_attachment_link } = body;
  const collection = locate(store, { name, project, resource_id });
  requirePipeline(collection, body.pipeline_name);
  // Null and absent are no filter; [] lets nothing pass.
  const docIds = doc_ids && new Set(doc_ids);
  const pointIds = point_ids && new Set(point_ids);
  const filtered = docIds || pointIds;
  const matches = filtered
    ? collection.points.filter(
        ({ point_id, doc_info }) => (docIds?.has(doc_info.doc_id) ?? true) && (pointIds?.has(point_id) ?? true),
      )
    : collection.points;
  const offset = body.offset ?? 0;
  const limit = body.limit ?? unlimited;
  const page = matches.slice(offset, offset + (limit === unlimited ? largestPage : limit));
  return {
    collection_name: collection.name,
    total_num: matches.length,
    count: page.length,
    point_list: get_attachment_link ? page : page.map(withoutLinks),
  };
}

function taskInfo(store: FakeStore, { task_id, pipeline_name }: TaskInfoRequest, origin: string): object {
  const task = store.tasks.get(task_id);
  if (task === undefined) throw refusalOf("task-not-exist");
  if (!store.mayRead(task.project)) throw refusalOf("no-permission");
  if (pipeline_name && pipeline_name !== task.pipelineName) throw refusalOf("task-not-exist");
  return toTaskInfo(task_id, task.info.take(), origin);
}
