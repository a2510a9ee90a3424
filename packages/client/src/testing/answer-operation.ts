import { defaultProject, type HeldCollection, withoutLinks } from "./complete-collection.js";
import { type FakeStore, toTaskInfo } from "./fake-store.js";
import { type OperationId, type OperationTypes, operations } from "./generated/operations.js";
import { isGiven, type RequestBody } from "./generated/request-check.js";
import { refusalOf } from "./refusal.js";

type Answers = {
  readonly [Id in OperationId]: (store: FakeStore, request: OperationTypes[Id]["request"], origin: string) => object;
};

/**
 * The `data` that answers an operation; the body keeps the contract.
 *
 * @param origin address of the API; the files of tasks are there too
 * @throws Refusal with the code of the API, for an answer that is not a success.
 */
export function answerOperation(store: FakeStore, operation: OperationId, body: RequestBody, origin: string): object {
  // The body was checked against the contract's rules, so it has its operation's type.
  return answers[operation](store, body as never, origin);
}

/** The answer of each operation. A missing operation does not compile. */
const answers: Answers = {
  getCollectionInfo: (store, request) => locate(store, request, request.name).info(),

  getDocInfo: (store, request) => {
    const document = locate(store, request).documents.get(request.doc_id);
    if (document === undefined) throw refusalOf("doc-not-exist");
    return document.info.take();
  },

  listPoints: (store, request) => pointPage(locate(store, request), request),

  getTaskInfo: (store, { task_id, pipeline_name }, origin) => {
    const task = store.tasks.get(task_id);
    if (task === undefined) throw refusalOf("task-not-exist");
    if (!store.mayRead(task.project)) throw refusalOf("no-permission");
    if (isGiven(pipeline_name) && pipeline_name !== task.pipelineName) throw refusalOf("task-not-exist");
    return toTaskInfo(task_id, task.info.take(), origin);
  },
};

type Text = string | null | undefined;

/** The fields that name a collection, and a pipeline of it. */
interface Locator {
  readonly collection_name?: Text;
  readonly project?: Text;
  /** When it is given, the other fields do not count. */
  readonly resource_id?: Text;
  readonly pipeline_name?: Text;
}

/**
 * The collection that a request names. When it is named by name, permission for the project is checked before
 * existence.
 */
function locate(store: FakeStore, locator: Locator, name = locator.collection_name): HeldCollection {
  const { resource_id: id, pipeline_name: pipeline } = locator;
  const project = isGiven(locator.project) ? locator.project : defaultProject;
  if (!isGiven(id) && !store.mayRead(project)) throw refusalOf("no-permission");
  const found = store.collections.find((collection) =>
    isGiven(id)
      ? collection.resourceId === id && store.mayRead(collection.project)
      : collection.name === name && collection.project === project,
  );
  if (found === undefined) throw refusalOf("collection-not-exist");
  if (isGiven(pipeline) && !found.pipelineNames.includes(pipeline)) {
    throw refusalOf("invalid-request", "pipeline_name: the collection has no such pipeline");
  }
  return found;
}

/** No answer holds more points than the maximum. The smallest `limit` means "all" and gives the same number. */
const { minimum: unlimited, maximum: largestPage } = operations.listPoints.fields.limit;

function pointPage(collection: HeldCollection, request: OperationTypes["listPoints"]["request"]): object {
  const { doc_ids, point_ids, get_attachment_link, offset, limit } = request;
  // Null and absent mean no filter; [] matches nothing.
  const docIds = doc_ids && new Set(doc_ids);
  const pointIds = point_ids && new Set(point_ids);
  const matches =
    docIds || pointIds
      ? collection.points.filter(
          ({ point_id, doc_info }) => (docIds?.has(doc_info.doc_id) ?? true) && (pointIds?.has(point_id) ?? true),
        )
      : collection.points;
  const start = offset ?? 0;
  const size = limit ?? unlimited;
  const page = matches.slice(start, start + (size === unlimited ? largestPage : size));
  return {
    collection_name: collection.name,
    total_num: matches.length,
    count: page.length,
    point_list: get_attachment_link ? page : page.map(withoutLinks),
  };
}
