import { expect, it } from "vitest";
import type { JsonObject } from "../json.js";
import { checkPageOf } from "./page-of.js";

const point = (document: string, chunk: number): JsonObject => ({
  point_id: `${document}-${chunk}`,
  doc_info: { doc_id: document },
});
const few = [point("a", 0), point("a", 1), point("b", 0), point("c", 0)];
const many = Array.from({ length: 102 }, (_one, chunk) => point("many", 100 + chunk));

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

const rows: Row[] = [
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

it.each(rows)("judges $what", ({ request, ids, total, whole = few, finding }) => {
  const data = { total_num: total, point_list: ids.map((id) => ({ point_id: id })) };
  expect(checkPageOf(whole, request, { data })).toEqual(finding === undefined ? [] : [finding]);
});
