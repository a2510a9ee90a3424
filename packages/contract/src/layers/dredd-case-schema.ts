import type { DocumentedCase } from "../documented-case.js";
import { isObject, type Json, type JsonObject, member } from "../json.js";
import { toJsonSchema } from "../json-schema.js";

/** No time of this API in seconds comes near it, and none in milliseconds lies below. */
const between = 100_000_000_000;

/**
 * What Dredd holds the answer of one case against: the schema of its (operation, status), and what goes with the case
 * alone, since each transaction is sent for one. Draft-07.
 *
 * @param schema of the pair, in OpenAPI 3.0's dialect
 */
export function dreddCaseSchema(schema: JsonObject, documented: DocumentedCase): JsonObject {
  const data = isObject(documented.response.data) ? [{ properties: { data: dataOf(documented) } }] : [];
  return { allOf: [toJsonSchema(withTimes(schema), false), envelopeOf(documented), ...data] };
}

/** The schema with bounds that tell seconds from milliseconds. */
function withTimes(schema: JsonObject): JsonObject {
  const inner = Object.entries(schema).map(([key, value]) => [key, isObject(value) ? withTimes(value) : value]);
  const bounded = Object.fromEntries(inner) as JsonObject;
  if (schema["x-unit"] === "unix-seconds") return { ...bounded, maximum: between };
  return schema["x-unit"] === "unix-milliseconds" ? { ...bounded, minimum: between } : bounded;
}

function envelopeOf({ response: { code, message } }: DocumentedCase): JsonObject {
  return { properties: { code: { const: code ?? null }, message: messageOf(String(message)) } };
}

/** A reason is in each server's own words. That a task is missing is told by the message alone. */
function messageOf(documented: string): JsonObject {
  const prefix = "invalid request:";
  const missingTask = { pattern: "task not exist\\s*$" };
  if (!documented.startsWith(prefix)) return { const: documented };
  if (documented.endsWith("task not exist")) return missingTask;
  return { pattern: `^${prefix}(?!\\s*(?:%s\\s*)?$)`, not: missingTask };
}

/** Members without which the documented answer would say something else. */
const telling = ["attachment_link", "url", "tos_path", "point_list"];
/** States, of which the case is about one. */
const states = ["process_status", "status", "add_type"];

function dataOf({ request, response }: DocumentedCase): JsonObject {
  const data = member(response, "data");
  const echoed: unknown[] = [request.name, request.collection_name, request.doc_id];
  const collection = data.collection_name;
  const names = ["collection_name", "doc_id"].filter((name) => name in data && echoed.includes(data[name]));
  const fixed = Object.fromEntries([...names, ...states].flatMap((name) => constantOf(name, data[name])));
  const points = Array.isArray(data.point_list)
    ? pageOf(request, data.point_list, names.length > 0 ? collection : undefined)
    : {};
  const status = isObject(data.status) ? { status: statusOf(data.status) } : {};
  return {
    required: telling.filter((name) => Object.hasOwn(data, name) && !isEmptyList(data[name])),
    not: { anyOf: absentOf(data) },
    properties: { ...fixed, ...progressOf(data), ...status, ...points },
  };
}

/** How far a task has come is known at its end alone. */
function progressOf({ status }: JsonObject): JsonObject {
  if (status === "success") return { percentage: { const: 100 } };
  return status === "running" ? { percentage: { maximum: 99 } } : {};
}

/** A page that is empty may lack its list. */
function isEmptyList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

function constantOf(name: string, value: Json | undefined): [string, JsonObject][] {
  return value === undefined || typeof value === "object" ? [] : [[name, { const: value }]];
}

/** A link stands where the state has one, and only there; no answer has all of them. */
function absentOf(data: JsonObject): Json[] {
  const links = telling.filter((name) => name !== "point_list" && !Object.hasOwn(data, name));
  return links.map((name) => ({ required: [name] }));
}

function statusOf(documented: JsonObject): JsonObject {
  const fixed = Object.fromEntries(
    Object.keys(documented).flatMap((name) => (states.includes(name) ? constantOf(name, documented[name]) : [])),
  );
  const failed = Object.hasOwn(documented, "failed_code");
  return { properties: fixed, ...(failed ? { required: ["failed_code"] } : { not: { required: ["failed_code"] } }) };
}

/** Of a page, what the request alone decides. */
function pageOf(request: JsonObject, points: readonly Json[], collection: Json | undefined): JsonObject {
  const { limit, doc_ids: documents, point_ids: ids } = request;
  const asked = (list: Json | undefined) => (Array.isArray(list) && list.length > 0 ? { enum: list } : {});
  const none = [documents, ids].some((list) => Array.isArray(list) && list.length === 0);
  const empty = points.length === 0;
  const item = {
    properties: {
      ...(collection === undefined ? {} : { collection_name: { const: collection } }),
      point_id: asked(ids),
      doc_info: { properties: { doc_id: asked(documents) } },
    },
  };
  return {
    ...(none ? { total_num: { const: 0 } } : {}),
    count: empty ? { const: 0 } : { minimum: 1 },
    point_list: {
      ...(empty ? { maxItems: 0 } : { minItems: 1 }),
      ...(typeof limit === "number" && limit > 0 ? { maxItems: limit } : {}),
      uniqueItems: true,
      items: item,
    },
  };
}
