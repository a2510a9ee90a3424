import { expect, test } from "vitest";
import { type JsonObject, resolvePointer } from "./document.ts";
import { readErrorCodes } from "./error-codes.ts";
import { toOpenContract } from "./open-contract.ts";
import { inlineExamples, readSource } from "./read-contract.ts";
import { schemasOf } from "./schemas.ts";
import { toStrictContract } from "./strict-contract.ts";

const source = inlineExamples(readSource());
const errorCodes = readErrorCodes();

test("every object of an answer says that it is open where it is published, and is closed where it is tested", () => {
  const contract: any = structuredClone(source);
  // Objects that only a field or a list holds; and fields with the names of keywords.
  const inner = { type: "object", properties: { type: { type: "string" } } };
  const { TaskInfo } = contract.components.schemas;
  TaskInfo.example = { type: "object" };
  Object.assign(TaskInfo.properties, { properties: inner, items: { type: "array", items: inner } });
  const answerObjects = (published: JsonObject) =>
    [...schemasOf(published)].filter(({ schema, ofRequest }) => schema.type === "object" && !ofRequest);
  const opened = answerObjects(toOpenContract(contract, errorCodes));
  expect(opened.filter(({ schema }) => schema.additionalProperties !== true)).toEqual([]);
  expect(opened.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining([
      "#/components/schemas/ErrorResponse",
      "#/components/schemas/TaskInfo/properties/properties",
      "#/components/schemas/TaskInfo/properties/items/items",
      "#/components/schemas/DocInfo/properties/labels",
    ]),
  );
  const closed = toStrictContract(contract, errorCodes);
  for (const { schema } of answerObjects(closed))
    expect(schema.additionalProperties).toBe(schema["x-free-form"] === true);
  expect(resolvePointer(closed, "#/components/schemas/TaskInfo/example")).toEqual({ type: "object" });
});

test("a request says nothing of other fields: they are ignored", () => {
  for (const document of [toOpenContract(source, errorCodes), toStrictContract(source, errorCodes)])
    for (const { schema, ofRequest } of schemasOf(document))
      if (ofRequest) expect(schema).not.toHaveProperty("additionalProperties");
});
