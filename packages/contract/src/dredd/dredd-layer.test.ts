import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { caseOf, cases, pairs } from "../../testing/documented-cases.js";
import { caseTitle, type DocumentedCase } from "../cases/documented-cases.js";
import { type JsonObject, member } from "../json.js";
import { dreddCaseSchema } from "./dredd-layer.js";

function takes(documented: DocumentedCase, body: JsonObject): boolean {
  const pair = pairs.find(({ path, status }) => path === documented.path && status === documented.status);
  return new Ajv({ strict: false }).validate(dreddCaseSchema(pair?.schema ?? {}, documented), body);
}

describe("the schema that Dredd holds an answer against", () => {
  it.each(cases.map(caseTitle))("takes the documented answer of %s", (title) => {
    expect(takes(caseOf(title), caseOf(title).response)).toBe(true);
  });

  const data = (members: JsonObject) => (body: JsonObject) => Object.assign(member(body, "data"), members);
  const rows: [what: string, title: string, change: (body: JsonObject) => unknown, taken: boolean][] = [
    [
      "another code of the status",
      "listPoints 400 collection-not-exist",
      (body) => Object.assign(body, { code: 1000003 }),
      false,
    ],
    ["another message", "getDocInfo 403 no-permission", (body) => Object.assign(body, { message: "forbidden" }), false],
    [
      "another reason",
      "listPoints 400 invalid-request",
      (body) => Object.assign(body, { message: "invalid request:limit" }),
      true,
    ],
    [
      "no reason",
      "listPoints 400 invalid-request",
      (body) => Object.assign(body, { message: "invalid request:" }),
      false,
    ],
    [
      "the template",
      "getTaskInfo 400 invalid-request",
      (body) => Object.assign(body, { message: "invalid request:%s" }),
      false,
    ],
    [
      "a missing task as an invalid request",
      "getTaskInfo 400 invalid-request",
      (body) => Object.assign(body, { message: "invalid request:task not exist" }),
      false,
    ],
    ["another description", "getCollectionInfo 200 by-resource-id", data({ description: "other" }), true],
    ["seconds for milliseconds", "getDocInfo 200 with-meta", data({ create_time: 1724848720 }), false],
    ["milliseconds for seconds", "getCollectionInfo 200 documented", data({ create_time: 1724848720000 }), false],
    ["another percentage", "getTaskInfo 200 running", data({ percentage: 43 }), true],
    ["no list where it is empty", "listPoints 200 limit-zero", (body) => delete member(body, "data").point_list, true],
  ];
  it.each(rows)("with %s, of %s", (_what, title, change, taken) => {
    const body = structuredClone(caseOf(title).response);
    change(body);
    expect(takes(caseOf(title), body)).toBe(taken);
  });
});
