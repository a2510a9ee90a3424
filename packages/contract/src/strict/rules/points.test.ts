import { expect, it } from "vitest";
import { body, data, type Edit, findingsOf, listOf, point, set } from "../../../testing/answer-edits.js";
import type { JsonObject } from "../../json.js";
import { checkPageOf } from "./points.js";

const bad: { what: string; title: string; edit: Edit; at: string; message: string }[] = [
  {
    what: "a count that is not the list's",
    title: "listPoints 200 text-chunks",
    edit: body(data(set({ count: 3 }))),
    at: "/data/count",
    message: "is 3; point_list holds 2",
  },
  {
    what: "a list without a count",
    title: "listPoints 200 text-chunks",
    edit: body(data(set({ count: 0 }))),
    at: "/data/count",
    message: "is 0; point_list holds 2",
  },
  {
    what: "a page beyond the limit",
    title: "listPoints 200 text-chunks",
    edit: body(data((page) => listOf(page).push({ point_id: "z" }) && set({ count: 3 })(page))),
    at: "/data/point_list",
    message: "holds 3; expected 2 (total_num 4, offset 0, limit 2)",
  },
  {
    what: "more points than match",
    title: "listPoints 200 text-chunks",
    edit: body(data(set({ total_num: 1 }))),
    at: "/data/point_list",
    message: "holds 2; expected 1 (total_num 1, offset 0, limit 2)",
  },
  {
    what: "a page longer than any",
    title: "listPoints 200 doc-ids-absent",
    edit: body(data(set({ total_num: 101, count: 101, point_list: Array.from({ length: 101 }, () => ({})) }))),
    at: "/data/point_list",
    message: "holds 101; expected 100 (total_num 101, offset 0, limit -1)",
  },
  {
    what: "points past the end",
    title: "listPoints 200 second-page",
    edit: body(data(set({ total_num: 2 }))),
    at: "/data/point_list",
    message: "holds 2; expected 0 (total_num 2, offset 2, limit 2)",
  },
  {
    what: "a short page before the end",
    title: "listPoints 200 text-chunks",
    edit: body(data((page) => listOf(page).pop() && set({ count: 1 })(page))),
    at: "/data/point_list",
    message: "holds 1; expected 2 (total_num 4, offset 0, limit 2)",
  },
  {
    what: "points in another order",
    title: "listPoints 200 text-chunks",
    edit: body(data((page) => listOf(page).reverse())),
    at: "/data/point_list/1/point_id",
    message: 'is "handbook-0" after "handbook-1"; expected ascending order of bytes',
  },
  {
    what: "the same point twice",
    title: "listPoints 200 text-chunks",
    edit: body(point(1, set({ point_id: "handbook-0" }))),
    at: "/data/point_list/1/point_id",
    message: 'is "handbook-0" after "handbook-0"; expected ascending order of bytes',
  },
  {
    what: "the order of UTF-16",
    title: "listPoints 200 text-chunks",
    edit: body(point(0, set({ point_id: "\u{1F600}" })), point(1, set({ point_id: "\u{FF5E}" }))),
    at: "/data/point_list/1/point_id",
    message: 'is "～" after "😀"; expected ascending order of bytes',
  },
  {
    what: "the order of numbers",
    title: "listPoints 200 text-chunks",
    edit: body(point(0, set({ point_id: "handbook-2" })), point(1, set({ point_id: "handbook-10" }))),
    at: "/data/point_list/1/point_id",
    message: 'is "handbook-10" after "handbook-2"; expected ascending order of bytes',
  },
  {
    what: "another collection",
    title: "getCollectionInfo 200 documented",
    edit: body(data(set({ collection_name: "other" }))),
    at: "/data/collection_name",
    message: 'is "other"; expected "test_collection_name"',
  },
  {
    what: "another document",
    title: "getDocInfo 200 from-tos",
    edit: body(data(set({ doc_id: "other" }))),
    at: "/data/doc_id",
    message: 'is "other"; expected "_sys_auto_gen_doc_id-7640337689828908158"',
  },
  {
    what: "a point of another collection",
    title: "listPoints 200 text-chunks",
    edit: body(point(1, set({ collection_name: "other" }))),
    at: "/data/point_list/1/collection_name",
    message: 'is "other"; expected "handbook"',
  },
  {
    what: "a point of another document",
    title: "listPoints 200 text-chunks",
    edit: body(point(1, set({ doc_info: { doc_id: "other" } }))),
    at: "/data/point_list/1/doc_info/doc_id",
    message: 'is "other", which was not asked for',
  },
  {
    what: "a point with another id",
    title: "listPoints 200 attachment",
    edit: body(point(0, set({ point_id: "other" }))),
    at: "/data/point_list/0/point_id",
    message: 'is "other", which was not asked for',
  },
  {
    what: "no filter for an empty list",
    title: "listPoints 200 doc-ids-empty",
    edit: body(data(set({ total_num: 6 }))),
    at: "/data/total_num",
    message: "is 6; expected 0, since an empty list asks for nothing",
  },
];

it.each(bad)("finds $what", ({ title, edit, at, message }) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});

const pointOf = (document: string, chunk: number): JsonObject => ({
  point_id: `${document}-${chunk}`,
  doc_info: { doc_id: document },
});
const few = [pointOf("a", 0), pointOf("a", 1), pointOf("b", 0), pointOf("c", 0)];
const many = Array.from({ length: 102 }, (_one, chunk) => pointOf("many", 100 + chunk));

interface Row {
  readonly what: string;
  readonly request: JsonObject;
  /** As they are answered. */
  readonly ids: readonly string[];
  /** How many match. */
  readonly total: number;
  readonly whole?: readonly JsonObject[];
  readonly finding?: { readonly at: string; readonly message: string };
}
const idsOf = (points: readonly JsonObject[]) => points.map(({ point_id: id }) => String(id));
const atId = (index: number, message: string) => ({ at: `/data/point_list/${index}/point_id`, message });

const wholes: Row[] = [
  { what: "all of them", request: {}, ids: ["a-0", "a-1", "b-0", "c-0"], total: 4 },
  { what: "a page", request: { offset: 1, limit: 2 }, ids: ["a-1", "b-0"], total: 4 },
  { what: "a page of none", request: { limit: 0 }, ids: [], total: 4 },
  { what: "what is past the end", request: { offset: 4 }, ids: [], total: 4 },
  { what: "what documents have", request: { doc_ids: ["c", "a"] }, ids: ["a-0", "a-1", "c-0"], total: 3 },
  { what: "what both lists name", request: { doc_ids: ["a"], point_ids: ["a-1", "b-0"] }, ids: ["a-1"], total: 1 },
  { what: "what no list names", request: { doc_ids: null, point_ids: null, limit: null }, ids: idsOf(few), total: 4 },
  { what: "what an empty list names", request: { point_ids: [] }, ids: [], total: 0 },
  { what: "no more than 100", request: { limit: -1 }, ids: idsOf(many.slice(0, 100)), total: 102, whole: many },
  {
    what: "more than 100",
    request: {},
    ids: idsOf(many.slice(0, 101)),
    total: 102,
    whole: many,
    finding: atId(100, 'is "many-200"; expected "none"'),
  },
  {
    what: "another total",
    request: { doc_ids: ["a"] },
    ids: ["a-0", "a-1"],
    total: 4,
    finding: { at: "/data/total_num", message: "is 4; 2 points match" },
  },
  {
    what: "another point in the place of the first",
    request: { limit: 1 },
    ids: ["c-0"],
    total: 4,
    finding: atId(0, 'is "c-0"; expected "a-0"'),
  },
  {
    what: "a point less",
    request: { limit: 2 },
    ids: ["a-0"],
    total: 4,
    finding: atId(1, 'is "none"; expected "a-1"'),
  },
  {
    what: "a point more on a page of none",
    request: { limit: 0 },
    ids: ["a-0"],
    total: 4,
    finding: atId(0, 'is "a-0"; expected "none"'),
  },
];

it.each(wholes)("judges $what", ({ request, ids, total, whole = few, finding }) => {
  const data = { total_num: total, point_list: ids.map((id) => ({ point_id: id })) };
  expect(checkPageOf(whole, request, { data })).toEqual(finding === undefined ? [] : [finding]);
});
