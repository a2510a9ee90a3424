import { expect, it } from "vitest";
import { body, data, type Edit, findingsOf, listOf, point, set } from "../testing/answer-edits.js";

const bad: [what: string, title: string, edit: Edit, at: string, message: string][] = [
  [
    "a count that is not the list's",
    "listPoints 200 text-chunks",
    body(data(set({ count: 3 }))),
    "/data/count",
    "is 3; point_list holds 2",
  ],
  [
    "a list without a count",
    "listPoints 200 text-chunks",
    body(data(set({ count: 0 }))),
    "/data/count",
    "is 0; point_list holds 2",
  ],
  [
    "a page beyond the limit",
    "listPoints 200 text-chunks",
    body(data((page) => listOf(page).push({ point_id: "z" }) && set({ count: 3 })(page))),
    "/data/point_list",
    "holds 3; expected 2 (total_num 4, offset 0, limit 2)",
  ],
  [
    "more points than match",
    "listPoints 200 text-chunks",
    body(data(set({ total_num: 1 }))),
    "/data/point_list",
    "holds 2; expected 1 (total_num 1, offset 0, limit 2)",
  ],
  [
    "a page longer than any",
    "listPoints 200 doc-ids-absent",
    body(data(set({ total_num: 101, count: 101, point_list: Array.from({ length: 101 }, () => ({})) }))),
    "/data/point_list",
    "holds 101; expected 100 (total_num 101, offset 0, limit -1)",
  ],
  [
    "points past the end",
    "listPoints 200 second-page",
    body(data(set({ total_num: 2 }))),
    "/data/point_list",
    "holds 2; expected 0 (total_num 2, offset 2, limit 2)",
  ],
  [
    "a short page before the end",
    "listPoints 200 text-chunks",
    body(data((page) => listOf(page).pop() && set({ count: 1 })(page))),
    "/data/point_list",
    "holds 1; expected 2 (total_num 4, offset 0, limit 2)",
  ],
  [
    "points in another order",
    "listPoints 200 text-chunks",
    body(data((page) => listOf(page).reverse())),
    "/data/point_list/1/point_id",
    'is "handbook-0" after "handbook-1"; expected ascending order of bytes',
  ],
  [
    "the same point twice",
    "listPoints 200 text-chunks",
    body(point(1, set({ point_id: "handbook-0" }))),
    "/data/point_list/1/point_id",
    'is "handbook-0" after "handbook-0"; expected ascending order of bytes',
  ],
  [
    "the order of UTF-16",
    "listPoints 200 text-chunks",
    body(point(0, set({ point_id: "\u{1F600}" })), point(1, set({ point_id: "\u{FF5E}" }))),
    "/data/point_list/1/point_id",
    'is "～" after "😀"; expected ascending order of bytes',
  ],
  [
    "the order of numbers",
    "listPoints 200 text-chunks",
    body(point(0, set({ point_id: "handbook-2" })), point(1, set({ point_id: "handbook-10" }))),
    "/data/point_list/1/point_id",
    'is "handbook-10" after "handbook-2"; expected ascending order of bytes',
  ],
  [
    "another collection",
    "getCollectionInfo 200 documented",
    body(data(set({ collection_name: "other" }))),
    "/data/collection_name",
    'is "other"; expected "test_collection_name"',
  ],
  [
    "another document",
    "getDocInfo 200 from-tos",
    body(data(set({ doc_id: "other" }))),
    "/data/doc_id",
    'is "other"; expected "_sys_auto_gen_doc_id-7640337689828908158"',
  ],
  [
    "a point of another collection",
    "listPoints 200 text-chunks",
    body(point(1, set({ collection_name: "other" }))),
    "/data/point_list/1/collection_name",
    'is "other"; expected "handbook"',
  ],
  [
    "a point of another document",
    "listPoints 200 text-chunks",
    body(point(1, set({ doc_info: { doc_id: "other" } }))),
    "/data/point_list/1/doc_info/doc_id",
    'is "other", which was not asked for',
  ],
  [
    "a point with another id",
    "listPoints 200 attachment",
    body(point(0, set({ point_id: "other" }))),
    "/data/point_list/0/point_id",
    'is "other", which was not asked for',
  ],
  [
    "no filter for an empty list",
    "listPoints 200 doc-ids-empty",
    body(data(set({ total_num: 6 }))),
    "/data/total_num",
    "is 6; expected 0, since an empty list asks for nothing",
  ],
];

it.each(bad)("finds %s", (_what, title, edit, at, message) => {
  expect(findingsOf(title, edit)).toContainEqual({ at, message });
});
