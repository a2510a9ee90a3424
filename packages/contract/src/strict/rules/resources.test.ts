import { expect, it } from "vitest";
import { body, data, drop, type Edit, findingsOf, listOf, point, set } from "../../../testing/answer-edits.js";
import { isObject, type JsonObject, member } from "../../json.js";

const running = "getTaskInfo 200 running";
const finished = "getTaskInfo 200 documented";
const collection = "getCollectionInfo 200 by-resource-id";
const document = "getDocInfo 200 from-tos";
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
