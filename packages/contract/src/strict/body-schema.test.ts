import { expect, it } from "vitest";
import { body, data, drop, type Edit, findingsOf, set, text } from "../../testing/answer-edits.js";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "no request_id",
    title: "getCollectionInfo 200 documented",
    edit: body(drop("request_id")),
    at: "/request_id",
    message: "is missing",
  },
  {
    what: "an empty request_id",
    title: "getCollectionInfo 200 documented",
    edit: body(set({ request_id: "" })),
    at: "/request_id",
    message: "must NOT have fewer than 1 characters",
  },
  { what: "no data", title: "getTaskInfo 200 running", edit: body(drop("data")), at: "/data", message: "is missing" },
  {
    what: "null for data",
    title: "getTaskInfo 200 running",
    edit: body(set({ data: null })),
    at: "/data",
    message: "is null; must be object",
  },
  {
    what: "an unknown field beside data",
    title: "getTaskInfo 200 running",
    edit: body(set({ debug: 1 })),
    at: "/debug",
    message: "is not in the contract",
  },
  {
    what: "an unknown field within data",
    title: "getTaskInfo 200 running",
    edit: body(data(set({ progress: 1 }))),
    at: "/data/progress",
    message: "is not in the contract",
  },
  {
    what: "an unknown field in a status",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ status: { process_status: 0, "a/b": "" } }))),
    at: "/data/status/a~1b",
    message: "is not in the contract",
  },
  {
    what: "a number as text",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ point_num: "3" }))),
    at: "/data/point_num",
    message: "is string; must be integer",
  },
  {
    what: "a fraction",
    title: "getTaskInfo 200 running",
    edit: body(data(set({ percentage: 0.5 }))),
    at: "/data/percentage",
    message: "is number; must be integer",
  },
  {
    what: "a number beyond 32 bits",
    title: "getCollectionInfo 200 by-resource-id",
    edit: text((json) => json.replace('"dim":1024', '"dim":2147483648')),
    at: "/data/pipeline_list/0/index_list/0/index_config/vector_field/dim",
    message: 'is 2147483648; must match format "int32"',
  },
  {
    what: "more than 100 per cent",
    title: "getTaskInfo 200 running",
    edit: body(data(set({ percentage: 101 }))),
    at: "/data/percentage",
    message: "is 101; must be <= 100",
  },
  {
    what: "a negative count",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ point_num: -1 }))),
    at: "/data/point_num",
    message: "is -1; must be >= 0",
  },
  {
    what: "null for a text",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ doc_name: null }))),
    at: "/data/doc_name",
    message: "is null; must be string",
  },
  {
    what: "an unknown state",
    title: "getTaskInfo 200 running",
    edit: body(data(set({ status: "paused" }))),
    at: "/data/status",
    message: "must be equal to one of the allowed values: running, success, fail",
  },
  {
    what: "an unknown state of an index",
    title: "getCollectionInfo 200 documented",
    edit: text((json) => json.replace(/"status":\d/, '"status":9')),
    at: "/data/pipeline_list/0/index_list/0/status",
    message: "is 9; must be equal to one of the allowed values: 0, 1, 2, -1, 3",
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});
