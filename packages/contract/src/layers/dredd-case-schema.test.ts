import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { caseOf, cases, pairs } from "../../testing/documented-cases.js";
import { caseTitle, type DocumentedCase } from "../documented-case.js";
import { type Json, type JsonObject, member } from "../json.js";
import { dreddCaseSchema } from "./dredd-case-schema.js";

function takes(documented: DocumentedCase, body: JsonObject): boolean {
  const pair = pairs.find(({ path, status }) => path === documented.path && status === documented.status);
  return new Ajv({ strict: false }).validate(dreddCaseSchema(pair?.schema ?? {}, documented), body);
}

describe("the schema that Dredd holds an answer against", () => {
  it.each(cases.map(caseTitle))("takes the documented answer of %s", (title) => {
    expect(takes(caseOf(title), caseOf(title).response)).toBe(true);
  });

  const data = (members: JsonObject) => (body: JsonObject) => Object.assign(member(body, "data"), members);
  const points = (body: JsonObject) => member(body, "data").point_list as JsonObject[];
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
    ["another collection", "getDocInfo 200 with-meta", data({ collection_name: "other" }), false],
    ["another description", "getCollectionInfo 200 by-resource-id", data({ description: "other" }), true],
    ["seconds for milliseconds", "getDocInfo 200 with-meta", data({ create_time: 1724848720 }), false],
    ["milliseconds for seconds", "getCollectionInfo 200 documented", data({ create_time: 1724848720000 }), false],
    ["another state", "getTaskInfo 200 running", data({ status: "fail" }), false],
    ["another percentage", "getTaskInfo 200 running", data({ percentage: 43 }), true],
    ["an end before success", "getTaskInfo 200 running", data({ percentage: 100 }), false],
    ["no end on success", "getTaskInfo 200 documented", data({ percentage: 99 }), false],
    ["a link before success", "getTaskInfo 200 running", data({ attachment_link: "https://example.com/a.zip" }), false],
    [
      "a failure without its code",
      "getDocInfo 200 failed",
      (body) => delete member(member(body, "data"), "status").failed_code,
      false,
    ],
    [
      "more points than asked for",
      "listPoints 200 second-page",
      (body) => points(body).push(structuredClone(points(body)[0]) as Json as JsonObject),
      false,
    ],
    [
      "a point of another document",
      "listPoints 200 second-page",
      (body) => Object.assign(member(points(body)[0], "doc_info"), { doc_id: "other" }),
      false,
    ],
    ["a point where none is asked for", "listPoints 200 doc-ids-empty", data({ total_num: 1 }), false],
    ["no list where it is empty", "listPoints 200 limit-zero", (body) => delete member(body, "data").point_list, true],
    [
      "no points where there are some",
      "listPoints 200 second-page",
      (body) => delete member(body, "data").point_list,
      false,
    ],
  ];
  it.each(rows)("with %s, of %s", (_what, title, change, taken) => {
    const body = structuredClone(caseOf(title).response);
    change(body);
    expect(takes(caseOf(title), body)).toBe(taken);
  });
});
