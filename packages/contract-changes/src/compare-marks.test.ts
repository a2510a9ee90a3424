import type { JsonObject } from "@viking-kb/contract";
import { expect, test } from "vitest";
import { type Edit, edited } from "../testing/edits.js";
import { readBundle } from "../testing/run-on.js";
import { compareMarks } from "./compare-marks.js";
import { lineOf } from "./judge-changes.js";

const field = (name: string, of: string) => `/components/schemas/${of}/properties/${name}`;
const signature = "/components/securitySchemes/signature/x-signature";

const breaking: readonly Edit[] = [
  {
    what: "a known value is gone",
    set: { [`${field("version", "CollectionInfo")}/x-known-values`]: [{ value: 2 }] },
    says: /^getCollectionInfo 4 is gone from `x-known-values` of `data\/version` of the answer with status `200`$/,
  },
  {
    what: "another unit",
    set: { [`${field("create_time", "CollectionInfo")}/x-unit`]: "unix-milliseconds" },
    says: /`x-unit` changed from "unix-seconds" to "unix-milliseconds" of `data\/create_time`/,
  },
  {
    what: "other types",
    set: { [`${field("type", "CollectionInfo")}/x-types`]: ["string"] },
    says: /`x-types` changed/,
  },
  {
    what: "a field that no longer repeats the request",
    set: { [`${field("collection_name", "CollectionInfo")}/x-echo`]: undefined },
    says: /`x-echo` changed from "name" to nothing/,
  },
  {
    what: "a business code is gone",
    set: { "/x-business-codes/0": undefined },
    says: /^contract 1000001 is gone from `x-business-codes`$/,
  },
  {
    what: "a business code of another kind",
    set: { "/x-business-codes/0/kind": "no-permission" },
    says: /^contract 1000001 changed in `x-business-codes`$/,
  },
  {
    what: "a failed code is gone",
    set: { "/x-failed-codes/0": undefined },
    says: /^contract 10001 is gone from `x-failed-codes`$/,
  },
  { what: "a server is gone", set: { "/servers/0": undefined }, says: /^contract "https:.*" is gone from `servers`$/ },
  {
    what: "another signature",
    set: { [`${signature}/maximumClockSkewSeconds`]: 60 },
    says: /^contract `x-signature` changed/,
  },
  {
    what: "an answer is closed",
    set: { "/components/schemas/CollectionInfo/additionalProperties": false },
    says: /^getCollectionInfo unknown fields of `data` of the answer with status `200` became invalid$/,
  },
  {
    what: "a request is closed",
    set: { "/components/schemas/TaskInfoRequest/additionalProperties": false },
    says: /^getTaskInfo unknown fields of the request became invalid$/,
  },
  {
    what: "one of two fields is required anew",
    set: { "/components/schemas/TaskInfoRequest/x-one-of-required": ["task_id", "pipeline_name"] },
    says: /^getTaskInfo one of "task_id", "pipeline_name" became required of the request$/,
  },
  {
    what: "fewer fields to choose from",
    set: { "/components/schemas/PointListRequest/x-one-of-required": ["collection_name"] },
    says: /^listPoints "resource_id" is gone from `x-one-of-required` of the request$/,
  },
  {
    what: "a header made required",
    set: { "/components/headers/LogId/required": true },
    says: /the header `X-Tt-Logid` became required in the answer with status `200`/,
  },
  {
    what: "a mark that nobody has thought of yet",
    set: { [`${field("content", "Point")}/x-colour`]: "red" },
    says: /^listPoints `x-colour` changed from nothing to "red" of `data\/point_list\/items\/content`/,
  },
];

const harmless: readonly Edit[] = [
  { what: "nothing", set: {} },
  {
    what: "words",
    set: {
      "/x-business-codes/0/hint": "Another hint.",
      "/x-business-codes/0/zh": { hint: "别的提示" },
      [`${field("version", "CollectionInfo")}/x-known-values/0/meaning/en`]: "Another meaning.",
      [`${field("version", "CollectionInfo")}/x-source`]: "later",
      [`${field("version", "CollectionInfo")}/x-description-zh`]: "别的说明。",
      "/servers/0/description": "Another text.",
    },
  },
  {
    what: "a new known value",
    set: { [`${field("version", "CollectionInfo")}/x-known-values/-`]: { value: 8 } },
    says: /^getCollectionInfo 8 is new in `x-known-values`/,
  },
  {
    what: "a new business code",
    set: { "/x-business-codes/-": { code: 1, kind: "new" } },
    says: /^contract 1 is new in `x-business-codes`$/,
  },
  { what: "a new server", set: { "/servers/-": { url: "https://new" } }, says: /^contract "https:\/\/new" is new in/ },
  {
    what: "neither of two fields is required any more",
    set: { "/components/schemas/PointListRequest/x-one-of-required": undefined },
    says: /^listPoints one of "collection_name", "resource_id" became optional of the request$/,
  },
  // These are oasdiff's to tell.
  { what: "a field taken away with its marks", set: { [field("version", "CollectionInfo")]: undefined } },
  { what: "an operation taken away with its marks", set: { "/paths/~1api~1knowledge~1task~1info": undefined } },
];

/** The lines of the changes that break, or of those that do not. */
async function linesOf(edit: Edit, breaks: boolean): Promise<string[]> {
  const released = (await readBundle()) as JsonObject;
  return compareMarks(released, edited(released, edit) as JsonObject)
    .filter((change) => change.breaks === breaks)
    .map(lineOf);
}

test.each(breaking)("breaks: $what", async (edit) => {
  expect((await linesOf(edit, true))[0]).toMatch(edit.says ?? /^$/);
});

test.each(harmless)("is harmless: $what", async (edit) => {
  expect(await linesOf(edit, true)).toEqual([]);
  expect((await linesOf(edit, false))[0] ?? "").toMatch(edit.says ?? /^$/);
});

test("a schema that holds itself is compared once", () => {
  const schemas = { Node: { properties: { inner: { $ref: "#/components/schemas/Node" }, name: { "x-unit": "a" } } } };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Node" } } };
  const released: JsonObject = {
    paths: { "/": { post: { operationId: "walk", responses: { "200": { content } } } } },
    components: { schemas },
  };
  const working = edited(released, { set: { [`${field("name", "Node")}/x-unit`]: "b" } }) as JsonObject;
  expect(compareMarks(released, working)).toHaveLength(1);
});
