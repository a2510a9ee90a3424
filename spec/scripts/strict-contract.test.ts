import { describe, expect, test } from "vitest";
import { type JsonObject, walkObjects } from "./document.ts";
import { readErrorCodes } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";
import { inlineExamples, readExamples, readSource } from "./read-contract.ts";
import { toStrictContract } from "./strict-contract.ts";
import { createValidator } from "./validator.ts";

const source = inlineExamples(readSource());
const errorCodes = readErrorCodes();
const strict = createValidator(toStrictContract(source, errorCodes));
const open = createValidator(toOpenContract(source, errorCodes));
const examples = readExamples();

/** Each row spoils a documented answer; `open` says whether the published contract still takes it. */
const answers: {
  operation: string;
  example: string;
  spoil: string;
  put: [string[], unknown];
  open: boolean;
}[] = [
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "an undescribed field",
    put: [["data", "eta"], 5],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "an undescribed field in the envelope",
    put: [["trace"], "x"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "an unknown enumeration value",
    put: [["data", "status"], "paused"],
    open: true,
  },
  {
    operation: "getDocInfo",
    example: "queued",
    spoil: "an unknown state",
    put: [["data", "status", "process_status"], 4],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "another code under 200",
    put: [["code"], 1000003],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "task-not-exist",
    spoil: "a code of another status",
    put: [["code"], 1000001],
    open: true,
  },
  {
    operation: "getCollectionInfo",
    example: "collection-not-exist",
    spoil: "a code of another operation",
    put: [["code"], 1001001],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "unauthorized",
    spoil: "data in an error",
    put: [["data"], {}],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "another message than success",
    put: [["message"], "ok"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "invalid-request",
    spoil: "no reason after the colon",
    put: [["message"], "invalid request:"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "unauthorized",
    spoil: "a reason for the refusal",
    put: [["message"], "unauthorized: bad key"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "unauthorized",
    spoil: "something before the documented text",
    put: [["message"], "error: unauthorized"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "unauthorized",
    spoil: "the text of another status",
    put: [["message"], "no permission"],
    open: true,
  },
  {
    operation: "getCollectionInfo",
    example: "collection-not-exist",
    spoil: "the text of another operation",
    put: [["message"], "doc not exist"],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "an empty request_id",
    put: [["request_id"], ""],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "no data under 200",
    put: [["data"], undefined],
    open: true,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "no status",
    put: [["data", "status"], undefined],
    open: false,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "a percentage as text",
    put: [["data", "percentage"], "42"],
    open: false,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "a percentage of 101",
    put: [["data", "percentage"], 101],
    open: false,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "a percentage of 4.2",
    put: [["data", "percentage"], 4.2],
    open: false,
  },
  {
    operation: "getTaskInfo",
    example: "running",
    spoil: "a null status",
    put: [["data", "status"], null],
    open: false,
  },
  {
    operation: "getDocInfo",
    example: "with-meta",
    spoil: "a size that is neither number nor text",
    put: [["data", "doc_size"], true],
    open: true,
  },
];

/** A documented answer with another value at a place, or with none where that is undefined. */
function edited(operation: string, example: string, [path, value]: [string[], unknown]) {
  const found = examples.find(({ operationId, name }) => operationId === operation && name === example);
  const body = structuredClone(found?.response.value) as JsonObject;
  const parent = path.slice(0, -1).reduce((object, key) => object[key] as JsonObject, body);
  const last = path.at(-1) as string;
  if (value === undefined) delete parent[last];
  else parent[last] = value as never;
  return { status: found?.status ?? 0, body };
}

test.each(answers)("$operation $example with $spoil", ({ operation, example, put, open: passes }) => {
  const { status, body } = edited(operation, example, put);
  expect(strict.response(operation, status, body)).not.toEqual([]);
  expect(open.response(operation, status, body).length === 0).toBe(passes);
});

const cell = ["data", "point_list", "0", "table_chunk_fields", "0", "field_value"];
/** Each row changes a documented answer into another that keeps the strict contract. */
const taken: { operation: string; example: string; change: string; put: [string[], unknown] }[] = [
  ...[null, "text", 4.2, true, ["a", 1], { a: null }].map((value) => ({
    operation: "listPoints",
    example: "documented",
    change: `a cell that is ${JSON.stringify(value)}`,
    put: [cell, value] satisfies [string[], unknown],
  })),
  {
    operation: "getTaskInfo",
    example: "invalid-request",
    change: "a reason of two lines",
    put: [["message"], "invalid request:task_id: must be text\nand is none"],
  },
  {
    operation: "getTaskInfo",
    example: "rate-limited",
    change: "another text where the pages have none",
    put: [["message"], "slow down"],
  },
];

test.each(taken)("$operation $example with $change", ({ operation, example, put }) => {
  const { status, body } = edited(operation, example, put);
  expect(strict.response(operation, status, body)).toEqual([]);
});

test("texts are taken as they are written, those of newer pages too", () => {
  const pages = errorCodes.business.map((row) => ({ ...row, message: row.message.replace("doc", "doc.") }));
  const [row] = pages.filter(({ code }) => code === 1001001);
  const business = row ? [...pages, { ...row, message: "doc is gone", source: "later" as const }] : [];
  const { response } = createValidator(toStrictContract(source, { ...errorCodes, business }));
  const says = (message: string) => edited("getDocInfo", "doc-not-exist", [["message"], message]).body;
  expect(response("getDocInfo", 400, says("doc. not exist"))).toEqual([]);
  expect(response("getDocInfo", 400, says("doc is gone"))).toEqual([]);
  expect(response("getDocInfo", 400, says("docs not exist"))).not.toEqual([]);
});

test("types are written in the dialect of OpenAPI 3.0, and examples keep their schemas", () => {
  const { schemas } = toStrictContract(source, errorCodes).components as { schemas: JsonObject };
  const types = new Set<unknown>();
  walkObjects(schemas, (schema) => {
    if (typeof schema.type === "string") types.add(schema.type);
    if (schema.type === "array") expect(schema).toHaveProperty("items");
    if (typeof schema.pattern === "string" && schema.example)
      expect(schema.example).toMatch(new RegExp(schema.pattern));
    if (Array.isArray(schema.enum) && schema.example) expect(schema.enum).toContain(schema.example);
  });
  expect([...types].sort()).toEqual(["array", "boolean", "integer", "number", "object", "string"]);
});

test("an answer without an envelope is refused", () => {
  const contract = structuredClone(source);
  const { schemas } = contract.components as { schemas: Record<string, { properties: JsonObject }> };
  delete schemas.TaskInfoResponse?.properties.code;
  expect(() => toStrictContract(contract, errorCodes)).toThrow("getTaskInfo 200 has no envelope with a code");
});

test("a status that no code comes with is refused", () => {
  const business = errorCodes.business.filter(({ status }) => status !== 429);
  expect(() => toStrictContract(source, { ...errorCodes, business })).toThrow(
    "getCollectionInfo 429 has no code in error-codes.yaml",
  );
});

describe("requests", () => {
  const requests: { operation: string; body: JsonObject; valid: boolean }[] = [
    { operation: "getCollectionInfo", body: { name: "a" }, valid: true },
    { operation: "getCollectionInfo", body: { name: "a", extra: 1 }, valid: true },
    { operation: "getCollectionInfo", body: { name: null, resource_id: "kb-1" }, valid: true },
    { operation: "getCollectionInfo", body: { name: "", resource_id: "kb-1" }, valid: true },
    { operation: "getCollectionInfo", body: { name: "a", project: null }, valid: true },
    { operation: "getCollectionInfo", body: {}, valid: false },
    { operation: "getCollectionInfo", body: { name: "" }, valid: false },
    { operation: "getCollectionInfo", body: { name: null, resource_id: null }, valid: false },
    { operation: "getCollectionInfo", body: { name: "1a" }, valid: false },
    { operation: "getCollectionInfo", body: { name: "a-b" }, valid: false },
    { operation: "getCollectionInfo", body: { name: "a".repeat(64) }, valid: true },
    { operation: "getCollectionInfo", body: { name: "a".repeat(65) }, valid: false },
    { operation: "getDocInfo", body: { collection_name: "a" }, valid: false },
    { operation: "getDocInfo", body: { collection_name: "a", doc_id: "_sys-1" }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", limit: -1 }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", limit: 0 }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", limit: 100 }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", limit: null }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", limit: 101 }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", limit: -2 }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", limit: "10" }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", offset: -1 }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", offset: 2 ** 53 }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", doc_ids: null }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", doc_ids: [] }, valid: true },
    { operation: "listPoints", body: { collection_name: "a", doc_ids: [1] }, valid: false },
    { operation: "listPoints", body: { collection_name: "a", doc_ids: Array(101).fill("d") }, valid: false },
    { operation: "getTaskInfo", body: { task_id: "" }, valid: false },
    { operation: "getTaskInfo", body: { task_id: "x", pipeline_name: null }, valid: true },
  ];
  test.each(requests)("$operation $body", ({ operation, body, valid }) => {
    expect(strict.request(operation, body).length === 0).toBe(valid);
  });
});
