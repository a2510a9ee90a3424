import { afterAll, expect, test } from "vitest";
import { expectAnswer, success } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { cataloguePointCount } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

const total = cataloguePointCount + 3;
/** By the bytes of the ids: `catalogue-10` stands before `catalogue-2`. */
const catalogue = Array.from({ length: cataloguePointCount }, (_, number) => `catalogue-${number}`).sort();
const all = [...catalogue, "guide-0", "guide-1", "guide-2"];
const biggest = Number.MAX_SAFE_INTEGER;

const rows: [what: string, body: object | string, expected: { total: number; ids: string[] }][] = [
  ["the first 100 by default", {}, { total, ids: all.slice(0, 100) }],
  ["all that an answer may hold, for -1", { limit: -1 }, { total, ids: all.slice(0, 100) }],
  ["the same for null", { limit: null, offset: null }, { total, ids: all.slice(0, 100) }],
  ["100", { limit: 100 }, { total, ids: all.slice(0, 100) }],
  ["the total alone, for 0", { limit: 0 }, { total, ids: [] }],
  ["one", { limit: 1 }, { total, ids: all.slice(0, 1) }],
  ["another page", { limit: 3, offset: 129 }, { total, ids: all.slice(129, 132) }],
  ["the end", { limit: 100, offset: 100 }, { total, ids: all.slice(100) }],
  ["nothing at the end", { offset: total }, { total, ids: [] }],
  ["nothing past the end", { offset: biggest }, { total, ids: [] }],
  ["10.0 as 10", '{"collection_name":"handbook","limit":10.0,"offset":1e1}', { total, ids: all.slice(10, 20) }],
  ["1e2 as 100", '{"collection_name":"handbook","limit":1e2}', { total, ids: all.slice(0, 100) }],
  ["-0 as 0", '{"collection_name":"handbook","limit":-0,"offset":-0}', { total, ids: [] }],
  ["no filter, for null", { doc_ids: null, point_ids: null, limit: 1 }, { total, ids: all.slice(0, 1) }],
  ["nothing for an empty list of documents", { doc_ids: [] }, { total: 0, ids: [] }],
  ["nothing for an empty list of points", { point_ids: [] }, { total: 0, ids: [] }],
  ["a document", { doc_ids: ["guide"] }, { total: 3, ids: all.slice(-3) }],
  ["a document named twice, once", { doc_ids: ["guide", "guide", "none"] }, { total: 3, ids: all.slice(-3) }],
  ["documents, 100 of them", { doc_ids: Array(100).fill("guide") }, { total: 3, ids: all.slice(-3) }],
  ["a document without points", { doc_ids: ["queued"] }, { total: 0, ids: [] }],
  ["an unknown document", { doc_ids: ["none", "", "%"] }, { total: 0, ids: [] }],
  ["a document of another collection", { doc_ids: ["accounts"] }, { total: 0, ids: [] }],
  ["points", { point_ids: ["guide-2", "guide-0", "none"] }, { total: 2, ids: ["guide-0", "guide-2"] }],
  [
    "points of a document",
    { point_ids: ["guide-2", "catalogue-1"], doc_ids: ["guide"] },
    { total: 1, ids: ["guide-2"] },
  ],
  [
    "by resource_id",
    { resource_id: "kb-handbook", collection_name: "bare", limit: 1 },
    { total, ids: all.slice(0, 1) },
  ],
  ["in a pipeline", { pipeline_name: "longer_chunks", limit: 1 }, { total, ids: all.slice(0, 1) }],
];
test.each(rows)("%s: %j", async (_what, body, { total, ids }) => {
  const sent = typeof body === "string" ? body : { collection_name: "handbook", ...body };
  const answer = await call(server, "listPoints", sent);
  expectAnswer("listPoints", answer, success);
  const { point_list: points, ...numbers } = answer.body.data as { point_list: { point_id: string }[] };
  expect(numbers).toEqual({ collection_name: "handbook", total_num: total, count: ids.length });
  expect(points.map((point) => point.point_id)).toEqual(ids);
});

test("An empty collection has an empty list", async () => {
  const answer = await call(server, "listPoints", { collection_name: "bare" });
  expectAnswer("listPoints", answer, success);
  expect(answer.body.data).toEqual({ collection_name: "bare", total_num: 0, count: 0, point_list: [] });
});

test("A point is answered as it was stored", async () => {
  const answer = await call(server, "listPoints", { collection_name: "handbook", point_ids: ["guide-0"] });
  expect(answer.body.data?.point_list).toEqual([
    {
      collection_name: "handbook",
      point_id: "guide-0",
      process_time: 1768465800,
      content: '休假 😀 "quoted" \\ \u2028',
      chunk_id: 0,
      chunk_title: "休假",
      chunk_type: "text",
      doc_info: {
        doc_id: "guide",
        doc_name: "guide.md",
        create_time: 1768465800,
        doc_type: "md",
        source: "tos_fe",
        title: "Guide",
      },
    },
  ]);
});

const attachment = { uuid: "u", type: "image", caption: "c" };
test.each([
  [true, [{ ...attachment, link: "https://files.example/i.png?X-Tos-Signature=2" }]],
  [false, [attachment]],
  [null, [attachment]],
  [undefined, [attachment]],
])("get_attachment_link %s", async (wanted, attachments) => {
  const body = { collection_name: "handbook", point_ids: ["guide-2"], get_attachment_link: wanted };
  const answer = await call(server, "listPoints", body);
  expectAnswer("listPoints", answer, success);
  expect(answer.body.data?.point_list).toMatchObject([{ chunk_attachment: attachments }]);
  expect(answer.text.includes("X-Tos-Signature")).toBe(wanted === true);
});
