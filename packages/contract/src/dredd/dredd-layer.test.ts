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
  const rows: { what: string; title: string; change: (body: JsonObject) => unknown; taken: boolean }[] = [
    {
      what: "another code of the status",
      title: "listPoints 400 collection-not-exist",
      change: (body) => Object.assign(body, { code: 1000003 }),
      taken: false,
    },
    {
      what: "another message",
      title: "getDocInfo 403 no-permission",
      change: (body) => Object.assign(body, { message: "forbidden" }),
      taken: false,
    },
    {
      what: "another reason",
      title: "listPoints 400 invalid-request",
      change: (body) => Object.assign(body, { message: "invalid request:limit" }),
      taken: true,
    },
    {
      what: "no reason",
      title: "listPoints 400 invalid-request",
      change: (body) => Object.assign(body, { message: "invalid request:" }),
      taken: false,
    },
    {
      what: "the template",
      title: "getTaskInfo 400 invalid-request",
      change: (body) => Object.assign(body, { message: "invalid request:%s" }),
      taken: false,
    },
    {
      what: "a missing task as an invalid request",
      title: "getTaskInfo 400 invalid-request",
      change: (body) => Object.assign(body, { message: "invalid request:task not exist" }),
      taken: false,
    },
    {
      what: "another description",
      title: "getCollectionInfo 200 by-resource-id",
      change: data({ description: "other" }),
      taken: true,
    },
    {
      what: "seconds for milliseconds",
      title: "getDocInfo 200 with-meta",
      change: data({ create_time: 1724848720 }),
      taken: false,
    },
    {
      what: "milliseconds for seconds",
      title: "getCollectionInfo 200 documented",
      change: data({ create_time: 1724848720000 }),
      taken: false,
    },
    { what: "another percentage", title: "getTaskInfo 200 running", change: data({ percentage: 43 }), taken: true },
    {
      what: "no list where it is empty",
      title: "listPoints 200 limit-zero",
      change: (body) => delete member(body, "data").point_list,
      taken: true,
    },
  ];
  it.each(rows)("with $what, of $title", ({ title, change, taken }) => {
    const body = structuredClone(caseOf(title).response);
    change(body);
    expect(takes(caseOf(title), body)).toBe(taken);
  });
});
