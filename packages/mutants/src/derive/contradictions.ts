import { isObject, type Json, type JsonObject } from "@viking-kb/contract";
import { eachAt } from "./place.js";

/** Changes the data of an answer in place. */
export type ChangeData = (data: JsonObject) => unknown;

const set =
  (steps: string, change: (value: Json, parent: JsonObject) => Json): ChangeData =>
  (data) =>
    eachAt(data, steps.split("."), (parent, key) => {
      parent[key] = change(parent[key] ?? null, parent);
    });

const plus = (difference: number) => (value: Json) => Number(value) + difference;
const where =
  (steps: string, value: Json, change: ChangeData): ChangeData =>
  (data) => {
    let found = false;
    eachAt(data, steps.split("."), (parent, key) => {
      found = parent[key] === value;
    });
    if (found) change(data);
  };
const assign =
  (members: JsonObject): ChangeData =>
  (data) =>
    Object.assign(data, members);
const link = { attachment_link: "https://example.com/a.zip?X-Tos-Expires=900" };

/** Faults that a schema of single fields cannot say, by the operation whose data has them. */
export const contradictions: Readonly<
  Record<string, readonly [detail: string, description: string, change: ChangeData][]>
> = {
  getTaskInfo: [
    ["success-without-link", "a success without attachment_link", (data) => delete data.attachment_link],
    ["success-with-empty-link", "a success with an empty attachment_link", set("attachment_link", () => "")],
    ["success-with-path", "attachment_link is a path alone", set("attachment_link", () => "/download/a.zip")],
    ["running-with-link", "a running task with attachment_link", where("status", "running", assign(link))],
    ["failed-with-link", "a failed task with attachment_link", where("status", "fail", assign(link))],
    ["success-at-99", "a success at 99 per cent", where("status", "success", assign({ percentage: 99 }))],
    ["running-at-100", "a running task at 100 per cent", where("status", "running", assign({ percentage: 100 }))],
    ["percentage-as-part", "percentage is a part of 1", set("percentage", (value) => Number(value) / 100)],
  ],
  getDocInfo: [
    [
      "failed-without-code",
      "a failed document without failed_code",
      where("status.process_status", 1, ({ status }) => isObject(status) && delete status.failed_code),
    ],
    [
      "done-with-code",
      "a processed document with failed_code",
      where("status.process_status", 0, ({ status }) => Object.assign(status ?? {}, { failed_code: 30001 })),
    ],
    ["failed-code-in-words", "failed_code in words", set("status.failed_code", () => "too large")],
    ["url-left-out", "a document from a URL without url", (data) => delete data.url],
    [
      "url-for-all",
      "url for a document that is from none",
      where("add_type", "tos_fe", assign({ url: "https://example.com/a.md" })),
    ],
    ["tos-path-left-out", "a document from TOS without tos_path", (data) => delete data.tos_path],
    [
      "tos-path-for-all",
      "tos_path for a document that is not from TOS",
      where("add_type", "tos_fe", assign({ tos_path: "a/b.md" })),
    ],
    ["meta-no-json", "meta is no JSON text", set("meta", () => "department=people")],
    [
      "changed-before-made",
      "update_time lies before create_time",
      set("update_time", (_value, parent) => Number(parent.create_time) - 1),
    ],
    ["points-off-by-one", "point_num is one too many", set("point_num", plus(1))],
    ["points-zero", "point_num is 0", set("point_num", () => 0)],
    [
      "hours-off",
      "times are eight hours off",
      (data) => set("create_time", plus(28_800_000))(data) ?? set("update_time", plus(28_800_000))(data),
    ],
  ],
  getCollectionInfo: [
    [
      "changed-before-made",
      "update_time lies before create_time",
      set("update_time", (_value, parent) => Number(parent.create_time) - 1),
    ],
    ["documents-off-by-one", "doc_num is one too many", set("doc_num", plus(1))],
    [
      "pipeline-documents-off-by-one",
      "a pipeline's doc_num is one too many",
      set("pipeline_list.*.pipeline_stat.doc_num", plus(1)),
    ],
    [
      "pipeline-points-off-by-one",
      "a pipeline's point_num is one too many",
      set("pipeline_list.*.pipeline_stat.point_num", plus(1)),
    ],
    [
      "more-finished-than-all",
      "more documents finished than there are",
      set("pipeline_list.*.pipeline_stat.finish_doc_num", (_value, parent) => Number(parent.doc_num) + 1),
    ],
    ["pipelines-lost", "pipeline_list is empty", assign({ pipeline_list: [] })],
    ["indexes-lost", "index_list is empty", set("pipeline_list.*.index_list", () => [])],
    [
      "first-index-alone",
      "only the first index of a pipeline",
      set("pipeline_list.*.index_list", (value) => (value as Json[]).slice(0, 1)),
    ],
    [
      "hours-off",
      "times are eight hours off",
      (data) => set("create_time", plus(28_800))(data) ?? set("update_time", plus(28_800))(data),
    ],
  ],
  listPoints: [
    [
      "points-of-another",
      "points say that they are of another document",
      set("point_list.*.doc_info.doc_id", (value) => `${value}-2`),
    ],
    ["chunk-off-by-one", "chunk_id is one too many", set("point_list.*.chunk_id", plus(1))],
    ["cells-lost", "a structured point without its cells", eachPoint((point) => delete point.table_chunk_fields)],
    ["titles-lost", "points without chunk_title", eachPoint((point) => delete point.chunk_title)],
    ["attachments-lost", "points without their attachments", eachPoint((point) => delete point.chunk_attachment)],
    ["links-lost", "attachments without their links", set("point_list.*.chunk_attachment.*.link", () => "")],
    [
      "document-made-later",
      "a document is younger than its points",
      set("point_list.*.doc_info.create_time", plus(86_400 * 365 * 20)),
    ],
  ],
};

function eachPoint(change: (point: JsonObject) => unknown): ChangeData {
  return ({ point_list: points }) => {
    if (Array.isArray(points)) for (const point of points) if (isObject(point)) change(point);
  };
}
