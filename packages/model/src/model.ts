import {
  isGiven,
  type OperationId,
  type OperationTypes,
  operations,
  type Point,
  type RequestBody,
  requestFault,
} from "@viking-kb/spec";
import { documentedData, type ModelCollection, type ModelData } from "./data.js";

/** A model's answer. The server that sends it adds the request id. */
export interface ModelledAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers a signed request, from its path, the bytes of its body and its content type. */
export type Model = (path: string, body: Uint8Array, contentType: string | undefined) => ModelledAnswer;

/** A refusal in place of the requested answer. */
class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Operations = {
  readonly [Id in OperationId]: (request: OperationTypes[Id]["request"]) => OperationTypes[Id]["data"];
};

/** Creates the API over data in memory; by default, the data that the documented cases need. */
export function createModel(data: ModelData = documentedData()): Model {
  const answers = answersFrom(data);

  const answer = (path: string, body: Uint8Array, contentType: string | undefined): unknown => {
    const operation = Object.values(operations).find((operation) => operation.path === path);
    if (operation === undefined) throw new Refusal(404, 1000003, "invalid request:path: is unknown");
    if (contentType?.split(";")[0] !== "application/json") throw invalid("Content-Type: must be application/json");
    const request = parse(body);
    if (request === undefined) throw invalid("body: must be a JSON object");
    const fault = requestFault(operation.operationId, request);
    if (fault !== undefined) throw invalid(fault);
    // The check above has made sure that the body is a request of this operation.
    return answers[operation.operationId](request as never);
  };

  return (...request) => {
    try {
      return { status: 200, body: { code: 0, message: "success", data: answer(...request) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: { code: error.code, message: error.message } };
    }
  };
}

function answersFrom({ collections, projects, readableProject }: ModelData): Operations {
  const locate = (name: string | null | undefined, request: Locator): ModelCollection => {
    const { project, resource_id: id, pipeline_name: pipeline } = request;
    const readable = collections.filter((one) => one.project === readableProject);
    if (!isGiven(id)) {
      const asked = isGiven(project) ? project : "default";
      if (!projects.includes(asked)) throw noCollection();
      if (asked !== readableProject) throw new Refusal(403, 1000002, "no permission");
    }
    const found = readable.find(({ info }) => (isGiven(id) ? info.resource_id === id : info.collection_name === name));
    if (found === undefined) throw noCollection();
    const pipelines = found.pipelineNames.length === 0 ? ["default"] : found.pipelineNames;
    if (isGiven(pipeline) && !pipelines.includes(pipeline)) throw invalid("pipeline_name: is unknown");
    return found;
  };

  return {
    getCollectionInfo: (request) => locate(request.name, request).info,

    getDocInfo: (request) => {
      const document = locate(request.collection_name, request).documents.get(request.doc_id);
      if (document === undefined) throw new Refusal(400, 1001001, "doc not exist");
      return document;
    },

    listPoints: (request) => {
      const { info, points } = locate(request.collection_name, request);
      return { collection_name: info.collection_name, ...pageOf(points, request) };
    },

    getTaskInfo: ({ task_id, pipeline_name }) => {
      const owner = collections.find(({ tasks }) => tasks.has(task_id));
      const task = owner?.tasks.get(task_id);
      const noTask = () => invalid("task not exist");
      if (task === undefined) throw noTask();
      if (owner?.project !== readableProject) throw new Refusal(403, 1000002, "no permission");
      if (isGiven(pipeline_name) && pipeline_name !== task.pipelineName) throw noTask();
      return task.info;
    },
  };
}

interface Locator {
  readonly project?: string | null | undefined;
  readonly resource_id?: string | null | undefined;
  readonly pipeline_name?: string | null | undefined;
}

/** One page of points in the given order: point/list's answer without the collection's name. */
export function pageOf(
  points: readonly Point[],
  request: Omit<OperationTypes["listPoints"]["request"], "collection_name">,
): Omit<OperationTypes["listPoints"]["data"], "collection_name"> {
  const { doc_ids: docIds, point_ids: pointIds, get_attachment_link: isLinked } = request;
  const matches =
    docIds || pointIds
      ? points.filter(
          ({ point_id, doc_info }) =>
            (docIds?.includes(doc_info.doc_id) ?? true) && (pointIds?.includes(point_id) ?? true),
        )
      : points;
  const { maximum } = operations.listPoints.fields.limit;
  const offset = request.offset ?? 0;
  const limit = request.limit ?? -1;
  const page = matches.slice(offset, offset + (limit < 0 ? maximum : limit));
  return {
    total_num: matches.length,
    count: page.length,
    point_list: isLinked === true ? page : page.map(withoutLinks),
  };
}

function withoutLinks(point: Point): Point {
  const { chunk_attachment: attachments } = point;
  if (attachments === undefined) return point;
  return { ...point, chunk_attachment: attachments.map(({ link: _link, info_link: _info, ...rest }) => rest) };
}

function parse(body: Uint8Array): RequestBody | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as RequestBody) : undefined;
  } catch {
    return undefined;
  }
}

function invalid(reason: string): Refusal {
  return new Refusal(400, 1000003, `invalid request:${reason}`);
}

function noCollection(): Refusal {
  return new Refusal(400, 1000005, "collection not exist");
}
