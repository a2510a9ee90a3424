import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { Ajv, type ErrorObject } from "ajv";
import { isObject, type Json, type JsonObject, member, toJsonSchema } from "../src/json.js";
import { operationsOf, readStrictContract } from "../src/strict-contract.js";

/** What a model of a server answers. */
export interface ModelledAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

interface Collection {
  readonly project: string;
  readonly name: string;
  readonly resourceId: string;
  readonly fields: JsonObject;
}

const operations = operationsOf(readStrictContract());
const { projects }: { projects: JsonObject } = createRequire(import.meta.url)("@viking-kb/spec/fixtures.json");
const collections = Object.entries(projects).flatMap(([project, held]) =>
  Object.entries(member(held, "collections")).map(([name, fields]): Collection => {
    const { resource_id = `kb-${project}0${name.replaceAll("_", "0")}` } = fields as JsonObject;
    return { project, name, resourceId: String(resource_id), fields: fields as JsonObject };
  }),
);
const tasks = new Map(
  collections.flatMap(({ project, fields }) =>
    Object.entries(member(fields, "tasks")).map(([id, task]) => [id, { project, fields, task: task as JsonObject }]),
  ),
);
const readable = "default";

const ajv = new Ajv({ strict: false, verbose: true });
const checks = new Map(
  operations.map(({ operationId, requestSchema }) => {
    const { anyOf: _locators, ...schema } = toJsonSchema(requestSchema, false);
    return [operationId, ajv.compile(schema)];
  }),
);

const noPermission = refusal(403, 1000002, "no permission");
const noCollection = refusal(400, 1000005, "collection not exist");
const noTask = refusal(400, 1000003, "invalid request:task not exist");

/** What a server that holds spec/fixtures.yaml answers to a key that may read the default project. */
export function modelledAnswer(path: string, bytes: Uint8Array, contentType: string | undefined): ModelledAnswer {
  const operation = operations.find((one) => one.path === path);
  if (operation === undefined) return invalid("path: is unknown", 404);
  if (contentType?.split(";")[0] !== "application/json") return invalid("Content-Type: must be application/json");
  const request = parse(bytes);
  if (request === undefined) return invalid("body: must be a JSON object");
  const { operationId, requestSchema } = operation;
  const locators = requestSchema["x-one-of-required"];
  if (Array.isArray(locators) && !locators.some((name) => isGiven(request[String(name)]))) {
    return invalid(`${locators[0]}: ${locators.join(" or ")} is required`);
  }
  const check = checks.get(operationId);
  if (check?.(request) === false) return invalid(describe(check.errors?.[0]));
  if (operationId === "getTaskInfo") return taskInfo(request);

  const collection = locate(request);
  if ("status" in collection) return collection;
  const pipelines = Object.keys(member(collection.fields, "pipelines"));
  const { pipeline_name: pipeline } = request;
  if (pipeline && !(pipelines.length === 0 ? ["default"] : pipelines).includes(String(pipeline))) {
    return invalid("pipeline_name: is unknown");
  }
  if (operationId === "getCollectionInfo") return success(collectionInfo(collection));
  return operationId === "getDocInfo" ? docInfo(collection, request) : success(pointList(collection, request));
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}

function parse(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function describe(error: ErrorObject | undefined): string {
  const field = error?.keyword === "required" ? error.params.missingProperty : error?.instancePath.slice(1);
  return `${String(field).replaceAll("/", ".")}: ${error?.message}`;
}

function locate({ name, collection_name = name, project, resource_id: id }: JsonObject): Collection | ModelledAnswer {
  if (id) return collections.find((one) => one.resourceId === id && one.project === readable) ?? noCollection;
  if (!Object.hasOwn(projects, String(project || readable))) return noCollection;
  if ((project || readable) !== readable) return noPermission;
  return collections.find((one) => one.project === readable && one.name === collection_name) ?? noCollection;
}

function taskInfo({ task_id, pipeline_name }: JsonObject): ModelledAnswer {
  const found = tasks.get(String(task_id));
  if (found === undefined) return noTask;
  if (found.project !== readable) return noPermission;
  const { pipeline_name: own = Object.keys(member(found.fields, "pipelines"))[0] ?? "default", ...task } = found.task;
  return pipeline_name && pipeline_name !== own ? noTask : success(task);
}

function collectionInfo({ project, name, resourceId, fields }: Collection): JsonObject {
  const { created, updated = created, description = "", creator = "local", version, type } = fields;
  const documents = Object.values(member(fields, "documents")).filter(isObject);
  const finished = documents.filter(({ process_status: state = 0 }) => Number(state) < 2).length;
  const counters = {
    doc_num: documents.length,
    finish_doc_num: finished,
    point_num: allPoints({ project, name, resourceId, fields }).length,
  };
  return {
    collection_name: name,
    description,
    doc_num: documents.length,
    create_time: seconds(created),
    update_time: seconds(updated),
    creator,
    resource_id: resourceId,
    project,
    pipeline_list: Object.values(member(fields, "pipelines")).map((pipeline) => ({
      ...(pipeline as JsonObject),
      pipeline_stat: counters,
    })),
    ...(version === undefined ? {} : { version }),
    ...(type === undefined ? {} : { type }),
  };
}

function docInfo(collection: Collection, { doc_id }: JsonObject): ModelledAnswer {
  const document = member(collection.fields, "documents")[String(doc_id)];
  if (!isObject(document)) return refusal(400, 1001001, "doc not exist");
  const { created, updated, points, process_status = 0, failed_code, failed_msg, ...others } = document;
  return success({
    doc_name: doc_id ?? null,
    doc_type: "txt",
    add_type: "tos_fe",
    added_by: collection.fields.creator ?? "local",
    ...others,
    collection_name: collection.name,
    doc_id: doc_id ?? null,
    create_time: milliseconds(created),
    update_time: milliseconds(updated),
    point_num: Array.isArray(points) ? points.length : 0,
    status: {
      process_status,
      ...(failed_code === undefined ? {} : { failed_code }),
      ...(failed_msg === undefined ? {} : { failed_msg }),
    },
  });
}

function pointList(collection: Collection, request: JsonObject): JsonObject {
  const among = (id: Json | undefined, list: Json | undefined) => !Array.isArray(list) || list.includes(id ?? null);
  const matches = allPoints(collection).filter(
    (point) => among(member(point, "doc_info").doc_id, request.doc_ids) && among(point.point_id, request.point_ids),
  );
  const offset = Number(request.offset ?? 0);
  const limit = request.limit === 0 ? 0 : Number(request.limit ?? -1);
  const page = matches.slice(offset, offset + (limit < 0 ? 100 : limit));
  const shown = request.get_attachment_link === true ? page : page.map(withoutLinks);
  return { collection_name: collection.name, total_num: matches.length, count: page.length, point_list: shown };
}

function allPoints({ name, fields }: Collection): JsonObject[] {
  const points = Object.entries(member(fields, "documents")).flatMap(([docId, document]) => {
    const { points = [], ...rest } = document as JsonObject;
    return (points as JsonObject[]).map((point, index) => toPoint(name, docId, rest, point, index));
  });
  return points.sort((one, other) =>
    Buffer.compare(Buffer.from(String(one.point_id)), Buffer.from(String(other.point_id))),
  );
}

function toPoint(name: string, docId: string, document: JsonObject, point: JsonObject, index: number): JsonObject {
  const { doc_info, updated, chunk_id = index, ...others } = point;
  const { doc_name = docId, doc_type = "txt", created, title, meta, add_type = "tos_fe" } = document;
  return {
    point_id: `${docId}-${chunk_id}`,
    ...others,
    chunk_id,
    collection_name: name,
    process_time: seconds(document.updated),
    ...(updated === undefined ? {} : { update_time: seconds(updated) }),
    doc_info: {
      doc_id: docId,
      doc_name,
      doc_type,
      create_time: seconds(created),
      source: document.url ?? document.tos_path ?? add_type,
      ...(title === undefined ? {} : { title }),
      ...(meta === undefined ? {} : { doc_meta: meta }),
      ...(isObject(doc_info) ? doc_info : {}),
    },
  };
}

function withoutLinks(point: JsonObject): JsonObject {
  const { chunk_attachment: attachments } = point;
  if (!Array.isArray(attachments)) return point;
  return {
    ...point,
    chunk_attachment: attachments.filter(isObject).map(({ link: _link, info_link: _info, ...rest }) => rest),
  };
}

function milliseconds(time: Json | undefined): number {
  return Date.parse(String(time));
}

function seconds(time: Json | undefined): number {
  return Math.floor(milliseconds(time) / 1000);
}

function success(data: JsonObject): ModelledAnswer {
  return { status: 200, body: { code: 0, message: "success", data } };
}

function invalid(reason: string, status = 400): ModelledAnswer {
  return refusal(status, 1000003, `invalid request:${reason}`);
}

function refusal(status: number, code: number, message: string): ModelledAnswer {
  return { status, body: { code, message } };
}

/** A text of 53 hex digits, new each time. */
export function freshRequestId(): string {
  return `02${randomBytes(26).toString("hex")}`.slice(0, 53);
}
