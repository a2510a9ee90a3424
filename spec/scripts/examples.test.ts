import { describe, expect, test } from "vitest";
import { codesOf, readErrorCodes } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";
import { inlineExamples, operationsOf, readExamples, readSource } from "./read-contract.ts";
import { toStrictContract } from "./strict-contract.ts";
import { createValidator } from "./validator.ts";

const source = inlineExamples(readSource());
const errorCodes = readErrorCodes();
const strict = createValidator(toStrictContract(source, errorCodes));
const open = createValidator(toOpenContract(source, errorCodes));
const examples = readExamples();

/** `data` of an answer; the strict contract, which every example keeps, says what it holds. */
type Data = any;

/** The cases whose point is a request that breaks the contract. */
const invalid = ["invalid-request", "no-locator", "too-many-doc-ids"];

describe.each(examples)("$operationId $name", ({ operationId, name, status, request, response }) => {
  test("answer keeps the strict contract, and the open one", () => {
    expect(strict.response(operationId, status, response.value)).toEqual([]);
    expect(open.response(operationId, status, response.value)).toEqual([]);
  });

  test(invalid.includes(name) ? "request breaks the contract" : "request keeps the contract", () => {
    expect(strict.request(operationId, request.value).length > 0).toBe(invalid.includes(name));
  });

  test("code is the one that comes with the status", () => {
    expect(codesOf(errorCodes, operationId, status)).toContain(response.value.code);
  });
});

describe("coverage of the examples", () => {
  const rows = errorCodes.business.flatMap((row) => row.operations.map((operationId) => ({ operationId, ...row })));
  test.each(rows)("$operationId has an example of $kind ($code)", ({ operationId, code, messagePattern, message }) => {
    const pattern = new RegExp(messagePattern ?? `^${message.replace("%s", "(?!task not exist)")}`);
    const found = examples.filter(
      ({ response: { value }, ...example }) =>
        example.operationId === operationId && value.code === code && pattern.test(String(value.message)),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  /** Values that an example holds at a place, so that no known value goes without one. */
  const seen = (operationId: string, pick: (data: Data) => unknown[]) =>
    new Set(
      examples
        .filter((example) => example.operationId === operationId && example.status === 200)
        .flatMap(({ response }) => pick(response.value.data as Data)),
    );
  const places: { what: string; operationId: string; pick: (data: Data) => unknown[]; values: unknown[] }[] = [
    {
      what: "an index in each state",
      operationId: "getCollectionInfo",
      pick: (data) => indexes(data).map((index) => index.status),
      values: [0, 1, 2, -1, 3],
    },
    {
      what: "each kind of index",
      operationId: "getCollectionInfo",
      pick: (data) => indexes(data).map((index) => index.index_type),
      values: ["hnsw", "hnsw_hybrid", "flat"],
    },
    {
      what: "a document in each state",
      operationId: "getDocInfo",
      pick: (data) => [data.status.process_status],
      values: [0, 1, 2, 3, 5, 6],
    },
    {
      what: "a task in each state",
      operationId: "getTaskInfo",
      pick: (data) => [data.status],
      values: ["running", "success", "fail"],
    },
    {
      what: "structured, table, text and image chunks",
      operationId: "listPoints",
      pick: chunkTypes,
      values: ["structured", "table", "text", "image"],
    },
  ];
  test.each(places)("$what", ({ operationId, pick, values }) => {
    expect([...seen(operationId, pick)]).toEqual(expect.arrayContaining(values));
  });
});

test("every operation is read", () => {
  const paths = Object.values(source.paths as Record<string, Data>);
  expect(operationsOf(source).map(({ operationId }) => operationId)).toEqual(paths.map(({ post }) => post.operationId));
});

function indexes(data: Data): { status: number; index_type: string }[] {
  return data.pipeline_list.flatMap((pipeline: Data) => pipeline.index_list);
}

function chunkTypes(data: Data): unknown[] {
  return data.point_list.map((point: Data) => point.chunk_type);
}
