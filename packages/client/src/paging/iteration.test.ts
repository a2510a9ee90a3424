import { describe, expect, test } from "vitest";
import { answeredPoints, faq } from "../../testing/answered-points.js";
import { changingCollection, idsUpTo } from "../../testing/changing-collection.js";
import { expectPages, expectPoints, type IteratedPoints } from "../../testing/iterated-points.js";

const ids = idsUpTo(500);
const upTo = (count: number) => ids.slice(0, count);

const rows: IteratedPoints[] = [
  { title: "an empty collection", answer: changingCollection([]), gives: [], asks: [0] },
  { title: "less than a page", answer: changingCollection(upTo(7)), gives: upTo(7), asks: [0] },
  { title: "one whole page", answer: changingCollection(upTo(100)), gives: upTo(100), asks: [0] },
  { title: "two whole pages", answer: changingCollection(upTo(200)), gives: upTo(200), asks: [0, 100] },
  { title: "two pages and a half", answer: changingCollection(upTo(250)), gives: upTo(250), asks: [0, 100, 200] },
  {
    title: "pages of a size of one's own",
    answer: changingCollection(upTo(250)),
    pageSize: 90,
    gives: upTo(250),
    asks: [0, 90, 180],
  },
  {
    title: "from an offset on",
    answer: changingCollection(upTo(250)),
    input: { offset: 130 },
    gives: ids.slice(130, 250),
    asks: [130, 230],
  },
  {
    title: "from an offset past the end",
    answer: changingCollection(upTo(50)),
    input: { offset: 60 },
    gives: [],
    asks: [60],
  },
  {
    title: "an offset of null",
    answer: changingCollection(upTo(150)),
    input: { offset: null },
    gives: upTo(150),
    asks: [0, 100],
  },
  {
    title: "doc_ids [] asks once, which tells whether the collection exists",
    answer: changingCollection(upTo(150)),
    input: { doc_ids: [] },
    gives: [],
    asks: [0],
  },
  {
    title: "doc_ids null is no filter",
    answer: changingCollection(upTo(150)),
    input: { doc_ids: null },
    gives: upTo(150),
    asks: [0, 100],
  },
  {
    title: "a limit from untyped code does not reach the wire",
    answer: changingCollection(upTo(150)),
    input: { limit: 3 },
    gives: upTo(150),
    asks: [0, 100],
  },
];

describe("going through all points", () => {
  test.each(rows)("$title", (row) => expectPoints(row));
  test.each(rows)("page by page: $title", (row) => expectPages(row));
});

test.each([0, 101, -1, Number.NaN])("a page size of %s is refused at once", (pageSize) => {
  const { points } = answeredPoints(changingCollection([]));
  expect(() => points.iterate(faq, { pageSize })).toThrow(new RangeError(`pageSize is ${pageSize}: give 1 to 100.`));
  expect(() => points.pages(faq, { pageSize })).toThrow(RangeError);
});

test("pages are passed on as they came, also the only one of an empty collection", async () => {
  const page = { collection_name: "faq", total_num: 0, count: 0, future_field: { kept: true } };
  const pages: unknown[] = [];
  for await (const each of answeredPoints(() => page).points.pages(faq)) pages.push(each);
  expect(pages).toEqual([page]);
});
