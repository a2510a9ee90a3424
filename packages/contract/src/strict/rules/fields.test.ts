import { expect, it } from "vitest";
import { body, data, docInfo, type Edit, findingsOf, point, set } from "../../../testing/answer-edits.js";

const finished = "getTaskInfo 200 documented";
const collection = "getCollectionInfo 200 by-resource-id";
const document = "getDocInfo 200 from-tos";
const described = "getDocInfo 200 with-meta";
const broken = "getDocInfo 200 failed";
const points = "listPoints 200 text-chunks";
const attachment = "listPoints 200 attachment";

const link = "https://example.com/a?X-Tos-Signature=0";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "a link that is none",
    title: finished,
    edit: body(data(set({ attachment_link: "a.zip" }))),
    at: "/data/attachment_link",
    message: "is not an http or https URL",
  },
  {
    what: "a link that runs a script",
    title: finished,
    edit: body(data(set({ attachment_link: "javascript:0" }))),
    at: "/data/attachment_link",
    message: "is not an http or https URL",
  },
  {
    what: "milliseconds of a collection",
    title: collection,
    edit: body(data(set({ create_time: 1_724_840_000_000, update_time: 1_724_840_000_000 }))),
    at: "/data/create_time",
    message: "is 1724840000000; expected unix seconds, from 1000000000 to 4000000000",
  },
  {
    what: "seconds of a document",
    title: document,
    edit: body(data(set({ create_time: 1_722_582_241 }))),
    at: "/data/create_time",
    message: "is 1722582241; expected unix milliseconds, from 1000000000000 to 4000000000000",
  },
  {
    what: "milliseconds of a point",
    title: points,
    edit: body(point(0, set({ process_time: 1_724_848_725_000 }))),
    at: "/data/point_list/0/process_time",
    message: "is 1724848725000; expected unix seconds, from 1000000000 to 4000000000",
  },
  {
    what: "milliseconds of a point's document",
    title: points,
    edit: body(docInfo(0, { create_time: 1_724_848_720_000 })),
    at: "/data/point_list/0/doc_info/create_time",
    message: "is 1724848720000; expected unix seconds, from 1000000000 to 4000000000",
  },
  {
    what: "a reason in letters",
    title: broken,
    edit: body(data(set({ status: { process_status: 1, failed_code: "30001x" } }))),
    at: "/data/status/failed_code",
    message: "is a text that is no whole number",
  },
  {
    what: "a negative reason",
    title: broken,
    edit: body(data(set({ status: { process_status: 1, failed_code: -1 } }))),
    at: "/data/status/failed_code",
    message: "is -1; expected no less than 0",
  },
  {
    what: "a size in words",
    title: described,
    edit: body(data(set({ doc_size: "18 kB" }))),
    at: "/data/doc_size",
    message: "is a text that is no whole number",
  },
  {
    what: "metadata that is no JSON",
    title: described,
    edit: body(data(set({ meta: "{department: people}" }))),
    at: "/data/meta",
    message: "is not JSON text",
  },
  {
    what: "metadata of a point that is no JSON",
    title: points,
    edit: body(docInfo(0, { doc_meta: "[" }), docInfo(1, { doc_meta: "[" })),
    at: "/data/point_list/0/doc_info/doc_meta",
    message: "is not JSON text",
  },
  {
    what: "a link that was not asked for",
    title: points,
    edit: body(point(0, set({ chunk_attachment: [{ link }] }))),
    at: "/data/point_list/0/chunk_attachment/0/link",
    message: "is there; expected only where get_attachment_link asks for it",
  },
  {
    what: "another project",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ project: "finance" }))),
    at: "/data/project",
    message: 'is "finance"; expected "default"',
  },
  {
    what: "another resource_id",
    title: collection,
    edit: body(data(set({ resource_id: "kb-0" }))),
    at: "/data/resource_id",
    message: 'is "kb-0"; expected "kb-0a1b2c3d4e5f6789"',
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
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
