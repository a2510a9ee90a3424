import { expect, it } from "vitest";
import { body, data, docInfo, drop, type Edit, findingsOf, listOf, point, set } from "../../../testing/answer-edits.js";
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
const link = "https://example.com/a?X-Tos-Signature=0";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "a task that runs at 100",
    title: running,
    edit: body(data(set({ percentage: 100 }))),
    at: "/data/percentage",
    message: "is 100; expected at most 99 while it runs",
  },
  {
    what: "a success below 100",
    title: finished,
    edit: body(data(set({ percentage: 99 }))),
    at: "/data/percentage",
    message: "is 99; expected 100 on success",
  },
  {
    what: "a success without a link",
    title: finished,
    edit: body(data(drop("attachment_link"))),
    at: "/data/attachment_link",
    message: "is missing on success",
  },
  {
    what: "a link of what runs",
    title: running,
    edit: body(data(set({ attachment_link: link }))),
    at: "/data/attachment_link",
    message: "is there; expected none while status is running",
  },
  {
    what: "more finished than there are",
    title: collection,
    edit: statistics({ doc_num: 1, finish_doc_num: 2 }),
    at: "/data/pipeline_list/0/pipeline_stat/finish_doc_num",
    message: "is 2; expected at most doc_num, which is 1",
  },
  {
    what: "more succeeded than finished",
    title: collection,
    edit: statistics({ finish_doc_num: 1, success_doc_num: 3 }),
    at: "/data/pipeline_list/0/pipeline_stat/success_doc_num",
    message: "is 3; expected at most finish_doc_num, which is 1",
  },
  {
    what: "other documents in a pipeline",
    title: collection,
    edit: body(data(set({ doc_num: 7000 }))),
    at: "/data/pipeline_list/0/pipeline_stat/doc_num",
    message: "is 3; the collection's doc_num is 7000",
  },
  {
    what: "a change before the creation",
    title: collection,
    edit: body(data(set({ update_time: 1_711_000_000 }))),
    at: "/data/update_time",
    message: "is 1711000000; expected no less than create_time, which is 1724840000",
  },
  {
    what: "a point from before its document",
    title: points,
    edit: body(point(0, set({ process_time: 1_724_000_000 }))),
    at: "/data/point_list/0/process_time",
    message: "is 1724000000; expected no less than create_time, which is 1724848720",
  },
  {
    what: "a part that ends before it begins",
    title: points,
    edit: body(point(0, set({ video_start_time: 9, video_end_time: 8 }))),
    at: "/data/point_list/0/video_end_time",
    message: "is 8; expected no less than video_start_time, which is 9",
  },
  {
    what: "a reason of what did not fail",
    title: document,
    edit: body(data(set({ status: { process_status: 0, failed_code: 30001 } }))),
    at: "/data/status/failed_code",
    message: "is there; expected none with process_status 0",
  },
  {
    what: "a failure in words of what waits",
    title: document,
    edit: body(data(set({ status: { process_status: 2, failed_msg: "no" } }))),
    at: "/data/status/failed_msg",
    message: "is there; expected none with process_status 2",
  },
  {
    what: "a failure without a reason",
    title: broken,
    edit: body(data(set({ status: { process_status: 1 } }))),
    at: "/data/status/failed_code",
    message: "is missing though processing failed",
  },
  {
    what: "a URL of what came from TOS",
    title: document,
    edit: body(data(set({ url: link }))),
    at: "/data/url",
    message: "is there; expected with add_type url alone",
  },
  {
    what: "no path of what came from TOS",
    title: document,
    edit: body(data(drop("tos_path"))),
    at: "/data/tos_path",
    message: "is missing though add_type is tos",
  },
  {
    what: "two names of one document",
    title: points,
    edit: body(docInfo(1, { doc_name: "other.md" })),
    at: "/data/point_list/1/doc_info",
    message: 'is another than before for the document "handbook"',
  },
  {
    what: "one position twice",
    title: points,
    edit: body(point(0, set({ chunk_id: 1 })), point(1, set({ chunk_id: 1 }))),
    at: "/data/point_list/1/chunk_id",
    message: 'is 1 again in the document "handbook"',
  },
  {
    what: "more points than ids",
    title: attachment,
    edit: body(data(set({ total_num: 9 }))),
    at: "/data/total_num",
    message: "is 9; expected at most the 1 of point_ids",
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
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
