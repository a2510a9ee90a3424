import { expect, it } from "vitest";
import { body, data, drop, type Edit, findingsOf, set, text } from "../../testing/answer-edits.js";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
  ["no request_id", "getCollectionInfo 200 documented", body(drop("request_id")), "/request_id", "is missing"],
  [
    "an empty request_id",
    "getCollectionInfo 200 documented",
    body(set({ request_id: "" })),
    "/request_id",
    "must NOT have fewer than 1 characters",
  ],
  ["no data", "getTaskInfo 200 running", body(drop("data")), "/data", "is missing"],
  ["null for data", "getTaskInfo 200 running", body(set({ data: null })), "/data", "is null; must be object"],
  [
    "an unknown field beside data",
    "getTaskInfo 200 running",
    body(set({ debug: 1 })),
    "/debug",
    "is not in the contract",
  ],
  [
    "an unknown field within data",
    "getTaskInfo 200 running",
    body(data(set({ progress: 1 }))),
    "/data/progress",
    "is not in the contract",
  ],
  [
    "an unknown field in a status",
    "getDocInfo 200 from-tos",
    body(data(set({ status: { process_status: 0, "a/b": "" } }))),
    "/data/status/a~1b",
    "is not in the contract",
  ],
  [
    "a number as text",
    "getDocInfo 200 from-tos",
    body(data(set({ point_num: "3" }))),
    "/data/point_num",
    "is string; must be integer",
  ],
  [
    "a fraction",
    "getTaskInfo 200 running",
    body(data(set({ percentage: 0.5 }))),
    "/data/percentage",
    "is number; must be integer",
  ],
  [
    "a number beyond 32 bits",
    "getCollectionInfo 200 by-resource-id",
    text((json) => json.replace('"dim":1024', '"dim":2147483648')),
    "/data/pipeline_list/0/index_list/0/index_config/vector_field/dim",
    'is 2147483648; must match format "int32"',
  ],
  [
    "more than 100 per cent",
    "getTaskInfo 200 running",
    body(data(set({ percentage: 101 }))),
    "/data/percentage",
    "is 101; must be <= 100",
  ],
  [
    "a negative count",
    "getDocInfo 200 from-tos",
    body(data(set({ point_num: -1 }))),
    "/data/point_num",
    "is -1; must be >= 0",
  ],
  [
    "null for a text",
    "getDocInfo 200 from-tos",
    body(data(set({ doc_name: null }))),
    "/data/doc_name",
    "is null; must be string",
  ],
  [
    "an unknown state",
    "getTaskInfo 200 running",
    body(data(set({ status: "paused" }))),
    "/data/status",
    "must be equal to one of the allowed values: running, success, fail",
  ],
  [
    "an unknown state of an index",
    "getCollectionInfo 200 documented",
    text((json) => json.replace(/"status":\d/, '"status":9')),
    "/data/pipeline_list/0/index_list/0/status",
    "is 9; must be equal to one of the allowed values: 0, 1, 2, -1, 3",
  ],
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});
