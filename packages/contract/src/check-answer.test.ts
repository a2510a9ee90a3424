import { expect, it } from "vitest";
import { body, contentType, data, drop, type Edit, findingsOf, point, set, text } from "../testing/answer-edits.js";
import { answerTo, caseOf, cases } from "../testing/documented-cases.js";
import { caseTitle } from "./documented-case.js";
import { rules } from "./rules/rules.js";

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
    expect(source).toMatch(/documentation page|RFC|openapi.yaml|this project|option of the run/);
});

it("leaves what this project decided to others, where it is told to", () => {
  const decided = rules.filter(({ decision }) => decision).map(({ name }) => name);
  expect(decided).toEqual([
    "point-order",
    "task-progress",
    "task-link",
    "document-count",
    "attachment-links",
    "hidden-inside",
  ]);
  for (const title of [task, finished]) {
    const edit = body(data(set({ percentage: title === task ? 100 : 99 })));
    expect(findingsOf(title, edit, { decisions: false })).toEqual([]);
  }
  expect(cases.map(caseTitle)).toContain(task);
});
