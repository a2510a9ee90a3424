import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { readErrorCodes } from "../scripts/error-codes.ts";
import { toOpenContract } from "../scripts/open-contract.ts";
import { operationsOf, readExamples, readSource } from "../scripts/read-contract.ts";
import { type OperationId, operations, requestFault } from "./index.js";

const contract = toOpenContract(readSource(), readErrorCodes());
const ajv = new Ajv({ strict: false, formats: { int32: true, int64: true } }).addSchema(contract, "contract");

/** An independent check of the same schema: Ajv's, of which the contract's own words are left out. */
function isValid(operationId: string, body: object): boolean {
  const operation = operationsOf(contract).find((operation) => operation.operationId === operationId);
  const path = operation?.path.replaceAll("/", "~1");
  const validate = ajv.getSchema(`contract#/paths/${path}/post/requestBody/content/application~1json/schema`);
  return validate?.(body) === true;
}

/** A request that keeps the contract. */
const soundRequest = (operationId: string) =>
  readExamples().find((example) => example.operationId === operationId && example.status === 200)?.request.value;

const texts = ["", "a", "A_9", "9a", "a-b", "a b", "\n", "名", "a".repeat(64), "a".repeat(65), "😀".repeat(64)];
const numbers = [-2, -1, 0, 1, 10.0, 0.5, 100, 101, 1e9, 2 ** 53 - 1, 2 ** 53, 1e308];
const lists = [[], ["a"], [1], [null], ["a", ["b"]], Array(100).fill("a"), Array(101).fill("a")];
const values = [...texts, ...numbers, ...lists, null, true, false, {}, { length: 1 }];

describe.each(Object.values(operations))("$operationId", ({ operationId, fields }) => {
  test.each([...Object.keys(fields), "unknown", "constructor"])("%s: refused where JSON Schema refuses it", (field) => {
    for (const value of values) {
      const body = { ...soundRequest(operationId), resource_id: "kb-1", [field]: value };
      expect({ value, sound: requestFault(operationId, body) === undefined }).toEqual({
        value,
        sound: isValid(operationId, body) && !missesLocator(operationId, body),
      });
    }
  });

  const documented = readExamples().filter((example) => example.operationId === operationId);
  test.each(documented)("the documented case $name", ({ request, response }) => {
    const fault = requestFault(operationId, request.value);
    const message = String(response.value.message).replace("invalid request:", "");
    if (fault !== undefined) expect(fault).toBe(message);
    else expect(message).not.toMatch(/^\w+: /);
  });
});

/** What the schema says in an extension that Ajv does not read. */
function missesLocator(operationId: OperationId, body: Record<string, unknown>): boolean {
  const names: readonly string[] = operations[operationId].oneOfRequired;
  return names.length > 0 && !names.some((name) => body[name]);
}

const listPoints = { collection_name: "faq" };
const words: { operationId: OperationId; body: Record<string, unknown>; fault: string | undefined }[] = [
  { operationId: "listPoints", body: {}, fault: "collection_name: collection_name or resource_id is required" },
  {
    operationId: "listPoints",
    body: { collection_name: "", resource_id: null },
    fault: "collection_name: collection_name or resource_id is required",
  },
  { operationId: "getCollectionInfo", body: { name: null }, fault: "name: name or resource_id is required" },
  { operationId: "getDocInfo", body: { resource_id: "kb-1" }, fault: "doc_id: is required" },
  { operationId: "getDocInfo", body: { resource_id: "kb-1", doc_id: null }, fault: "doc_id: must be string" },
  { operationId: "getTaskInfo", body: { task_id: "" }, fault: "task_id: must NOT have fewer than 1 characters" },
  { operationId: "listPoints", body: { ...listPoints, limit: "10" }, fault: "limit: must be integer or null" },
  { operationId: "listPoints", body: { ...listPoints, limit: 101 }, fault: "limit: must be <= 100" },
  { operationId: "listPoints", body: { ...listPoints, limit: -2 }, fault: "limit: must be >= -1" },
  { operationId: "listPoints", body: { ...listPoints, limit: "1", offset: -1 }, fault: "offset: must be >= 0" },
  { operationId: "listPoints", body: { ...listPoints, doc_ids: ["a", 7] }, fault: "doc_ids.1: must be string" },
  {
    operationId: "listPoints",
    body: { ...listPoints, doc_ids: Array(101).fill("a") },
    fault: "doc_ids: must not hold more than 100 entries",
  },
  {
    operationId: "listPoints",
    body: { ...listPoints, doc_ids: ["a", "\0"] },
    fault: "doc_ids.1: must not hold the character U+0000",
  },
  {
    operationId: "listPoints",
    body: { ...listPoints, project: "\ud800" },
    fault: "project: must not hold half a surrogate pair",
  },
  { operationId: "listPoints", body: { ...listPoints, project: "😀" }, fault: undefined },
  { operationId: "listPoints", body: { ...listPoints, more: "\ud800" }, fault: undefined },
  {
    operationId: "listPoints",
    body: { collection_name: "a".repeat(65) },
    fault: "collection_name: must NOT have more than 64 characters",
  },
  {
    operationId: "listPoints",
    body: { collection_name: "9" },
    fault: "collection_name: must start with a letter and hold only letters, digits and _",
  },
];
test.each(words)("$operationId $body: $fault", ({ operationId, body, fault }) => {
  expect(requestFault(operationId, body)).toBe(fault);
});
