import { expect, it } from "vitest";
import { body, data, type Edit, findingsOf, point, set } from "../../../testing/answer-edits.js";
import { type JsonObject, member } from "../../json.js";

const finished = "getTaskInfo 200 documented";
const collection = "getCollectionInfo 200 by-resource-id";
const document = "getDocInfo 200 from-tos";
const described = "getDocInfo 200 with-meta";
const broken = "getDocInfo 200 failed";
const points = "listPoints 200 text-chunks";
const attachment = "listPoints 200 attachment";

const docInfo = (index: number, values: JsonObject) =>
  point(index, (one) => Object.assign(member(one, "doc_info"), values));
const link = "https://example.com/a?X-Tos-Signature=0";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
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
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});

const good: [what: string, title: string, edit: Edit][] = [
  ["a code as text", broken, body(data(set({ status: { process_status: 1, failed_code: "30001" } })))],
  ["a size as text", described, body(data(set({ doc_size: "18432" })))],
  ["metadata that nobody gave", described, body(data(set({ meta: "[]" })))],
  ["empty metadata", described, body(data(set({ meta: "" })))],
  ["a size of nothing", described, body(data(set({ doc_size: 0 })))],
  ["links that were asked for", attachment, body(point(0, set({ chunk_attachment: [{ link, info_link: link }] })))],
  [
    "a source that is signed anew for each point",
    points,
    body(docInfo(0, { source: `${link}1` }), docInfo(1, { source: `${link}2` })),
  ],
  ["places of their own", points, body(docInfo(0, { original_coordinate: { page_no: [1] } }))],
];

it.each(good)("takes %s", (_what, title, edit) => {
  expect(findingsOf(title, edit)).toEqual([]);
});
