import { expect, it } from "vitest";
import {
  body,
  contentType,
  data,
  drop,
  type Edit,
  findingsOf,
  listOf,
  point,
  set,
  text,
} from "../../testing/answer-edits.js";
import { answerTo, caseOf, cases, pairs } from "../../testing/documented-cases.js";
import { caseTitle } from "../cases/documented-cases.js";
import { member } from "../json.js";
import { createAnswerCheck, rules } from "./check-answer.js";

const task = "getTaskInfo 200 running";
const finished = "getTaskInfo 200 documented";
const points = "listPoints 200 text-chunks";
const cells = [null, 1, true, [], {}, ""].map((field_value) => ({ field_name: "a", field_value }));

const good: [what: string, title: string, edit: Edit][] = [
  ...cases.map((one): [string, string, Edit] => [
    `${caseTitle(one)} as documented`,
    caseTitle(one),
    (answer) => answer,
  ]),
  ["charset spelled out", task, contentType("application/json; charset=utf-8")],
  ["charset in capitals and quotes", task, contentType('Application/JSON;charset="UTF-8"')],
  ["white space", points, text((json) => `\n${JSON.stringify(JSON.parse(json), null, 4)}\r\n`)],
  ["another order of keys", task, text((json) => json.replace(/^{(.*),("message".*)}$/, "{$2,$1}"))],
  ["escaped characters", points, text((json) => json.replaceAll("h", "\\u0068"))],
  ["an empty page without a list", "listPoints 200 past-the-end", body(data(drop("point_list")))],
  ["an empty page with null", "listPoints 200 past-the-end", body(data(set({ point_list: null })))],
  ["an integer with a fraction of zero", task, text((json) => json.replace("42", "42.0"))],
  ["a replacement character", points, body(point(0, set({ content: "\uFFFD" })))],
  ["braces and quotes in a text", points, body(point(0, set({ content: '{"code":1,"code":2}\\' })))],
  ["any value in a cell", "listPoints 200 documented", body(point(0, set({ table_chunk_fields: cells })))],
  [
    "ids in the order of bytes",
    points,
    body(point(0, set({ point_id: "handbook-10" })), point(1, set({ point_id: "handbook-2" }))),
  ],
  [
    "a failed_code of no table",
    "getDocInfo 200 failed",
    body(data(set({ status: { process_status: 1, failed_code: 99999 } }))),
  ],
];

it.each(good)("takes %s", (_what, title, edit) => {
  expect(findingsOf(title, edit)).toEqual([]);
});

it("says each fault once", () => {
  expect(findingsOf("listPoints 403 no-permission", body(set({ data: {} })))).toHaveLength(1);
});

it("holds a body to nothing where its status is another", () => {
  const edit: Edit = (answer) => ({ ...answer, status: 200, bytes: answerTo(caseOf(task)).bytes });
  expect(findingsOf("getTaskInfo 401 unauthorized", edit).map(({ at }) => at)).toEqual(["status", "/code"]);
});

it("says of a document that does not say how it was added nothing of where it came from", () => {
  expect(findingsOf("getDocInfo 200 from-tos", body(data(drop("add_type"))))).toEqual([
    { at: "/data/add_type", message: "is missing" },
  ]);
});

it("shows no value that may be a signed link", () => {
  const link = "https://host/?X-Tos-Signature=abc";
  const edit = body(data(set({ url: [link], status: link, point_num: link, doc_type: null })));
  const findings = findingsOf("getDocInfo 200 documented", edit);
  expect(findings).toHaveLength(4);
  expect(JSON.stringify(findings)).not.toContain("abc");
});

it("has a name and a source for each rule, and rows here or beside it for each", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { source } of rules)
    expect(source).toMatch(/documentation page|RFC|openapi.yaml|this project|option of the run|documented cases/);
});

it("leaves what this project decided to others, where it is told to", () => {
  const decided = rules.filter(({ decision }) => decision).map(({ name }) => name);
  expect(decided.toSorted()).toEqual([
    "attachment-links",
    "document-count",
    "hidden-inside",
    "point-order",
    "task-link",
    "task-progress",
  ]);
  for (const title of [task, finished]) {
    const edit = body(data(set({ percentage: title === task ? 100 : 99 })));
    expect(findingsOf(title, edit, { decisions: false })).toEqual([]);
  }
  expect(cases.map(caseTitle)).toContain(task);
});

it("binds its rules to operations that the contract has", () => {
  const known = new Set(pairs.map(({ operationId }) => operationId));
  const bound = rules.flatMap(({ operations = [] }) => operations);
  expect(bound.filter((operation) => !known.has(operation))).toEqual([]);
});

it("has nothing against an operation of another kind, which lists something else than points", () => {
  const operation = { operationId: "listDocuments", path: "/api/knowledge/doc/list", status: 200, later: false };
  const documents = [
    { collection_name: "handbook", doc_id: "b", doc_name: "b.md" },
    { collection_name: "handbook", doc_id: "a", doc_name: "a.md" },
  ];
  const response = {
    ...{ code: 0, message: "success", request_id: "r-1" },
    data: { collection_name: "handbook", count: 2, total_num: 2, doc_list: documents },
  };
  const request = { collection_name: "handbook", project: "default", offset: 0, limit: 2 };
  const schema = { type: "object", properties: { code: { type: "integer" }, data: { type: "object" } } };
  const check = createAnswerCheck([{ ...operation, schema }]);
  const answer = { ...answerTo(caseOf(task)), bytes: Buffer.from(JSON.stringify(response)) };
  expect(check({ ...operation, name: "all", request, response }, answer)).toEqual([]);
});

/** What goes beyond the schema that Dredd is given. */
const ties: { what: string; title: string; edit: Edit; at: string }[] = [
  {
    what: "another collection",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ collection_name: "other" }))),
    at: "/data/collection_name",
  },
  { what: "another state", title: task, edit: body(data(set({ status: "fail" }))), at: "/data/status" },
  {
    what: "another state of a document",
    title: "getDocInfo 200 deleting",
    edit: body(data((one) => Object.assign(member(one, "status"), { process_status: 6 }))),
    at: "/data/status/process_status",
  },
  {
    what: "another way of being added",
    title: "getDocInfo 200 with-meta",
    edit: body(data(set({ add_type: "lark" }))),
    at: "/data/add_type",
  },
  { what: "an end before success", title: task, edit: body(data(set({ percentage: 100 }))), at: "/data/percentage" },
  { what: "no end on success", title: finished, edit: body(data(set({ percentage: 99 }))), at: "/data/percentage" },
  {
    what: "a link before success",
    title: task,
    edit: body(data(set({ attachment_link: "https://example.com/a.zip" }))),
    at: "/data/attachment_link",
  },
  {
    what: "a failure without its code",
    title: "getDocInfo 200 failed",
    edit: body(data((one) => delete member(one, "status").failed_code)),
    at: "/data/status/failed_code",
  },
  {
    what: "more points than asked for",
    title: "listPoints 200 second-page",
    edit: body(data((page) => listOf(page).push(structuredClone(listOf(page)[0] ?? {})))),
    at: "/data/point_list",
  },
  {
    what: "a point of another document",
    title: "listPoints 200 second-page",
    edit: body(point(0, (one) => Object.assign(member(one, "doc_info"), { doc_id: "other" }))),
    at: "/data/point_list/0/doc_info/doc_id",
  },
  {
    what: "a point where none is asked for",
    title: "listPoints 200 doc-ids-empty",
    edit: body(data(set({ total_num: 1 }))),
    at: "/data/total_num",
  },
  {
    what: "no points where there are some",
    title: "listPoints 200 second-page",
    edit: body(data(drop("point_list"))),
    at: "/data/point_list",
  },
];
it.each(ties)("finds $what, of $title", ({ title, edit, at }) => {
  expect(findingsOf(title, edit).map((finding) => finding.at)).toContain(at);
});
