import type { Json, JsonObject } from "@viking-kb/contract";
import { askWith, type Behaviour, type Mutant, mutantsOf } from "../mutant.js";
import {
  add,
  assign,
  exchangeContents,
  first,
  given,
  inPage,
  isEmpty,
  loseLast,
  numberOr,
  push,
  sortBy,
  withTotalOf,
  wrapAround,
} from "./page-edits.js";

const operationId = "listPoints";

/** The faults of a list of points: pages, counts, filters and their order. */
export function pageMutants(): Mutant[] {
  const make = mutantsOf(operationId, 200);
  const mutant =
    (group: string) =>
    ([name, description, behave]: Row): Mutant =>
      make(group, name, description, behave);
  return [
    ...pages.map(mutant("page")),
    ...counts.map(mutant("count")),
    ...filters.map(mutant("filter")),
    ...orders.map(mutant("order")),
  ];
}

type Row = readonly [name: string, description: string, behave: Behaviour];

/** What the good server answers to other members of the request, given those that were sent. */
const asking =
  (members: (sent: JsonObject) => Record<string, Json | undefined>): Behaviour =>
  (call) =>
    askWith(call, members(call.body ?? {}));

const pages: readonly Row[] = [
  [
    "offset-one-more",
    "one point too many is passed over",
    asking(({ offset }) => ({ offset: given(offset, (value) => value + 1) })),
  ],
  [
    "offset-one-less",
    "one point too few is passed over",
    asking(({ offset }) => ({ offset: given(offset, (value) => Math.max(0, value - 1)) })),
  ],
  [
    "offset-as-page",
    "offset counts pages",
    asking(({ offset, limit }) => ({ offset: given(offset, (value) => value * numberOr(limit, 100)) })),
  ],
  ["offset-wraps", "an offset past the end begins anew", wrapAround],
  [
    "limit-one-more",
    "limit and one more",
    asking(({ limit }) => ({ limit: given(limit, (value) => Math.min(100, value + 1)) })),
  ],
  [
    "limit-one-less",
    "one less than limit",
    asking(({ limit }) => ({ limit: given(limit, (value) => (value > 0 ? value - 1 : value)) })),
  ],
  [
    "limit-zero-as-all",
    "limit 0 is taken for no limit",
    asking(({ limit }) => ({ limit: limit === 0 ? undefined : limit })),
  ],
  ["limit-minus-one-as-zero", "limit -1 gives nothing", asking(({ limit }) => ({ limit: limit === -1 ? 0 : limit }))],
  ["limit-default-five", "without a limit, five points", asking(({ limit }) => ({ limit: limit ?? 5 }))],
  ["last-repeated", "the last point stands twice", inPage((points, page) => push(points, points.at(-1), page))],
  [
    "first-for-second",
    "the first point stands in the place of the second",
    inPage((points) => points.splice(1, Math.min(1, points.length - 1), ...points.slice(0, 1))),
  ],
  ["one-lost", "the last point of a page is lost, and counted", inPage((points) => points.pop())],
  [
    "one-lost-uncounted",
    "the last point of a page is lost, and not counted",
    inPage((points, page) => points.pop() && assign(page, { count: points.length })),
  ],
  ["one-lost-everywhere", "the last point is lost, in the total too", inPage((points, page) => loseLast(points, page))],
  [
    "list-missing",
    "a page with points lacks them",
    inPage((points, page) => points.length > 0 && delete page.point_list),
  ],
  ["list-empty", "a page with points holds an empty list", inPage((points) => points.splice(0))],
];

const counts: readonly Row[] = [
  ["count-one-more", "count is one too many", inPage((_points, page) => add(page, "count", 1))],
  ["count-one-less", "count is one too few", inPage((_points, page) => add(page, "count", -1))],
  ["count-is-total", "count is total_num", inPage((_points, page) => assign(page, { count: page.total_num }))],
  [
    "count-is-limit",
    "count is limit",
    inPage((_points, page, sent) => assign(page, { count: sent.limit ?? page.count })),
  ],
  ["total-is-count", "total_num is count", inPage((_points, page) => assign(page, { total_num: page.count }))],
  ["total-one-more", "total_num is one too many", inPage((_points, page) => add(page, "total_num", 1))],
  ["total-one-less", "total_num is one too few", inPage((_points, page) => add(page, "total_num", -1))],
  [
    "total-rest",
    "total_num is what is left from offset on",
    inPage((_points, page, sent) => add(page, "total_num", -numberOr(sent.offset, 0))),
  ],
  [
    "total-unfiltered",
    "total_num counts what the filters leave out",
    async (call) => withTotalOf(call, await askWith(call, { doc_ids: undefined, point_ids: undefined })),
  ],
  [
    "total-of-empty-page",
    "total_num is 0 where the page is empty",
    inPage((points, page) => points.length === 0 && assign(page, { total_num: 0 })),
  ],
];

const filters: readonly Row[] = [
  [
    "doc-ids-empty-as-all",
    "doc_ids [] is taken for no filter",
    asking(({ doc_ids }) => ({ doc_ids: isEmpty(doc_ids) ? undefined : doc_ids })),
  ],
  [
    "doc-ids-null-as-none",
    "doc_ids null is taken for []",
    asking(({ doc_ids }) => ({ doc_ids: doc_ids === null ? [] : doc_ids })),
  ],
  [
    "doc-ids-absent-as-none",
    "no doc_ids is taken for []",
    asking(({ doc_ids }) => ({ doc_ids: doc_ids === undefined ? [] : doc_ids })),
  ],
  ["doc-ids-first", "only the first of doc_ids counts", asking(({ doc_ids }) => ({ doc_ids: first(doc_ids) }))],
  [
    "point-ids-empty-as-all",
    "point_ids [] is taken for no filter",
    asking(({ point_ids }) => ({ point_ids: isEmpty(point_ids) ? undefined : point_ids })),
  ],
  [
    "point-ids-first",
    "only the first of point_ids counts",
    asking(({ point_ids }) => ({ point_ids: first(point_ids) })),
  ],
  [
    "one-filter-alone",
    "with doc_ids and point_ids, only point_ids counts",
    asking(({ doc_ids, point_ids }) => ({ doc_ids: Array.isArray(point_ids) ? undefined : doc_ids })),
  ],
];

const orders: readonly Row[] = [
  ["reversed", "the points of a page in descending order", inPage((points) => points.reverse())],
  ["last-first", "the last point of a page stands first", inPage((points) => points.unshift(...points.splice(-1)))],
  ["by-content", "the points of a page in the order of their texts", inPage((points) => sortBy(points, "content"))],
  [
    "by-document-order-lost",
    "two neighbours exchanged",
    inPage((points) => points.splice(0, 2, ...points.slice(0, 2).reverse())),
  ],
  ["contents-exchanged", "two points with each other's text", inPage(exchangeContents)],
];
