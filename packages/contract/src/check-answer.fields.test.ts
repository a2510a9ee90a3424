import { expect, it } from "vitest";
import { body, data, drop, type Edit, findingsOf, listOf, point, set } from "../testing/answer-edits.js";
import { cases } from "../testing/documented-cases.js";
import { caseTitle } from "./documented-case.js";
import { isObject, type JsonObject, member } from "./json.js";
import { rules } from "./rules/rules.js";

const running = "getTaskInfo 200 running";
const finished = "getTaskInfo 200 documented";
const collection = "getCollectionInfo 200 by-resource-id";
const document = "getDocInfo 200 from-tos";
const described = "getDocInfo 200 with-meta";
const broken = "getDocInfo 200 failed";
const points = "listPoints 200 text-chunks";
const attachment = "listPoints 200 attachment";

const statistics = (values: JsonObject) =>
  body(
    data(({ pipeline_list: list }) => {
      for (const pipeline of Array.isArray(list) ? list.filter(isObject) : []) {
        Object.assign(member(pipeline, "pipeline_stat"), values);
      }
    }),
  );
const docInfo = (index: number, values: JsonObject) =>
  point(index, (one) => Object.assign(member(one, "doc_info"), values));
const link = "https://example.com/a?X-Tos-Signature=0";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
  [
    "a task that runs at 100",
    running,
    body(data(set({ percentage: 100 }))),
    "/data/percentage",
    "is 100; expected at most 99 while it runs",
  ],
  [
    "a success below 100",
    finished,
    body(data(set({ percentage: 99 }))),
    "/data/percentage",
    "is 99; expected 100 on success",
  ],
  [
    "a success without a link",
    finished,
    body(data(drop("attachment_link"))),
    "/data/attachment_link",
    "is missing on success",
  ],
  [
    "a link of what runs",
    running,
    body(data(set({ attachment_link: link }))),
    "/data/attachment_link",
    "is there; expected none while status is running",
  ],
  [
    "a link that is none",
    finished,
    body(data(set({ attachment_link: "a.zip" }))),
    "/data/attachment_link",
    "is not an http or https URL",
  ],
  [
    "a link that runs a script",
    finished,
    body(data(set({ attachment_link: "javascript:0" }))),
    "/data/attachment_link",
    "is not an http or https URL",
  ],
  [
    "more finished than there are",
    collection,
    statistics({ doc_num: 1, finish_doc_num: 2 }),
    "/data/pipeline_list/0/pipeline_stat/finish_doc_num",
    "is 2; expected at most doc_num, which is 1",
  ],
  [
    "more succeeded than finished",
    collection,
    statistics({ finish_doc_num: 1, success_doc_num: 3 }),
    "/data/pipeline_list/0/pipeline_stat/success_doc_num",
    "is 3; expected at most finish_doc_num, which is 1",
  ],
  [
    "other documents in a pipeline",
    collection,
    body(data(set({ doc_num: 7000 }))),
    "/data/pipeline_list/0/pipeline_stat/doc_num",
    "is 3; the collection's doc_num is 7000",
  ],
  [
    "a change before the creation",
    collection,
    body(data(set({ update_time: 1_711_000_000 }))),
    "/data/update_time",
    "is 1711000000; expected no less than create_time, which is 1724840000",
  ],
  [
    "milliseconds of a collection",
    collection,
    body(data(set({ create_time: 1_724_840_000_000, update_time: 1_724_840_000_000 }))),
    "/data/create_time",
    "is 1724840000000; expected unix seconds, from 1000000000 to 4000000000",
  ],
  [
    "seconds of a document",
    document,
    body(data(set({ create_time: 1_722_582_241 }))),
    "/data/create_time",
    "is 1722582241; expected unix milliseconds, from 1000000000000 to 4000000000000",
  ],
  [
    "milliseconds of a point",
    points,
    body(point(0, set({ process_time: 1_724_848_725_000 }))),
    "/data/point_list/0/process_time",
    "is 1724848725000; expected unix seconds, from 1000000000 to 4000000000",
  ],
  [
    "milliseconds of a point's document",
    points,
    body(docInfo(0, { create_time: 1_724_848_720_000 })),
    "/data/point_list/0/doc_info/create_time",
    "is 1724848720000; expected unix seconds, from 1000000000 to 4000000000",
  ],
  [
    "a point from before its document",
    points,
    body(point(0, set({ process_time: 1_724_000_000 }))),
    "/data/point_list/0/process_time",
    "is 1724000000; expected no less than create_time, which is 1724848720",
  ],
  [
    "a part that ends before it begins",
    points,
    body(point(0, set({ video_start_time: 9, video_end_time: 8 }))),
    "/data/point_list/0/video_end_time",
    "is 8; expected no less than video_start_time, which is 9",
  ],
  [
    "a reason of what did not fail",
    document,
    body(data(set({ status: { process_status: 0, failed_code: 30001 } }))),
    "/data/status/failed_code",
    "is there; expected none with process_status 0",
  ],
  [
    "a failure in words of what waits",
    document,
    body(data(set({ status: { process_status: 2, failed_msg: "no" } }))),
    "/data/status/failed_msg",
    "is there; expected none with process_status 2",
  ],
  [
    "a failure without a reason",
    broken,
    body(data(set({ status: { process_status: 1 } }))),
    "/data/status/failed_code",
    "is missing though processing failed",
  ],
  [
    "a reason in letters",
    broken,
    body(data(set({ status: { process_status: 1, failed_code: "30001x" } }))),
    "/data/status/failed_code",
    "is a text that is no whole number",
  ],
  [
    "a negative reason",
    broken,
    body(data(set({ status: { process_status: 1, failed_code: -1 } }))),
    "/data/status/failed_code",
    "is -1; expected no less than 0",
  ],
  [
    "a size in words",
    described,
    body(data(set({ doc_size: "18 kB" }))),
    "/data/doc_size",
    "is a text that is no whole number",
  ],
  [
    "a URL of what came from TOS",
    document,
    body(data(set({ url: link }))),
    "/data/url",
    "is there; expected with add_type url alone",
  ],
  [
    "no path of what came from TOS",
    document,
    body(data(drop("tos_path"))),
    "/data/tos_path",
    "is missing though add_type is tos",
  ],
  [
    "metadata that is no JSON",
    described,
    body(data(set({ meta: "{department: people}" }))),
    "/data/meta",
    "is not JSON text",
  ],
  [
    "metadata of a point that is no JSON",
    points,
    body(docInfo(0, { doc_meta: "[" }), docInfo(1, { doc_meta: "[" })),
    "/data/point_list/0/doc_info/doc_meta",
    "is not JSON text",
  ],
  [
    "two names of one document",
    points,
    body(docInfo(1, { doc_name: "other.md" })),
    "/data/point_list/1/doc_info",
    'is another than before for the document "handbook"',
  ],
  [
    "one position twice",
    points,
    body(point(0, set({ chunk_id: 1 })), point(1, set({ chunk_id: 1 }))),
    "/data/point_list/1/chunk_id",
    'is 1 again in the document "handbook"',
  ],
  [
    "a link that was not asked for",
    points,
    body(point(0, set({ chunk_attachment: [{ link }] }))),
    "/data/point_list/0/chunk_attachment/0/link",
    "is there; expected only where get_attachment_link asks for it",
  ],
  [
    "another project",
    "getDocInfo 200 from-tos",
    body(data(set({ project: "finance" }))),
    "/data/project",
    'is "finance"; expected "default"',
  ],
  [
    "another resource_id",
    collection,
    body(data(set({ resource_id: "kb-0" }))),
    "/data/resource_id",
    'is "kb-0"; expected "kb-0a1b2c3d4e5f6789"',
  ],
  [
    "more points than ids",
    attachment,
    body(data(set({ total_num: 9 }))),
    "/data/total_num",
    "is 9; expected at most the 1 of point_ids",
  ],
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});

const good: [what: string, title: string, edit: Edit][] = [
  ["a task at its beginning", running, body(data(set({ percentage: 0 })))],
  ["a task just before its end", running, body(data(set({ percentage: 99 })))],
  ["equal times", collection, body(data((one) => set({ update_time: one.create_time ?? null })(one)))],
  ["all finished, all succeeded", collection, statistics({ doc_num: 3, finish_doc_num: 3, success_doc_num: 3 })],
  ["a code as text", broken, body(data(set({ status: { process_status: 1, failed_code: "30001" } })))],
  ["a size as text", described, body(data(set({ doc_size: "18432" })))],
  ["metadata that nobody gave", described, body(data(set({ meta: "[]" })))],
  ["places of their own", points, body(docInfo(0, { original_coordinate: { page_no: [1] } }))],
  ["links that were asked for", attachment, body(point(0, set({ chunk_attachment: [{ link, info_link: link }] })))],
  [
    "positions in two documents",
    points,
    body(
      data((page) => listOf(page).splice(1)),
      data(set({ count: 1, total_num: 1 })),
    ),
  ],
];

it.each(good)("takes %s", (_what, title, edit) => {
  expect(findingsOf(title, edit)).toEqual([]);
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
  for (const title of [running, finished]) {
    const edit = body(data(set({ percentage: title === running ? 100 : 99 })));
    expect(findingsOf(title, edit, { decisions: false })).toEqual([]);
  }
  expect(cases.map(caseTitle)).toContain(running);
});

it("tells an answer that takes longer than it may", () => {
  const late: Edit = (answer) => ({ ...answer, milliseconds: 5001.4 });
  const options = { answerBudgetMilliseconds: 5000 };
  expect(findingsOf(running, late, options)).toEqual([{ at: "time", message: "is 5001 ms; expected at most 5000 ms" }]);
  expect(findingsOf(running, (answer) => ({ ...answer, milliseconds: 5000 }), options)).toEqual([]);
});

const headers: [what: string, lines: string[], at: string, message: string][] = [
  ["Content-Encoding", ["Content-Encoding", "gzip"], "content-encoding", 'is "gzip", which was not asked for'],
  [
    "Transfer-Encoding",
    ["Transfer-Encoding", "gzip, chunked"],
    "transfer-encoding",
    'is "gzip, chunked"; expected none, or chunked',
  ],
  [
    "Content-Type twice",
    ["Content-Type", "application/json", "content-type", "text/html"],
    "content-type",
    "is there twice",
  ],
];
it.each(headers)("tells of %s", (_what, rawHeaders, at, message) => {
  const own = Object.fromEntries([[rawHeaders[0]?.toLowerCase() ?? "", rawHeaders[1] ?? ""]]);
  const edit: Edit = (answer) => ({ ...answer, rawHeaders, headers: { ...answer.headers, ...own } });
  expect(findingsOf(running, edit)).toContainEqual({ at, message });
});
it.each([
  ["Transfer-Encoding", "chunked"],
  ["Content-Encoding", "identity"],
  ["Set-Cookie", "a"],
])("takes %s: %s", (name, value) => {
  const edit: Edit = (answer) => ({
    ...answer,
    rawHeaders: [name, value],
    headers: { ...answer.headers, [name.toLowerCase()]: value },
  });
  expect(findingsOf(running, edit)).toEqual([]);
});
