import { describe, expect, test } from "vitest";
import { answeredPoints, faq } from "../../testing/answered-points.js";
import { changingCollection, idsUpTo } from "../../testing/changing-collection.js";
import { expectPages, expectPoints, type IteratedPoints } from "../../testing/iterated-points.js";

const ids = idsUpTo(500);
const upTo = (count: number) => ids.slice(0, count);

const rows: IteratedPoints[] = [
  {
    title: "points deleted from what was given: the rest has moved up",
    answer: changingCollection(upTo(250), [{ before: 1, remove: ids.slice(10, 40) }]),
    gives: upTo(250),
    asks: [0, 100, 70, 170],
  },
  {
    title: "points deleted from what is to come",
    answer: changingCollection(upTo(250), [{ before: 1, remove: ids.slice(150, 180) }]),
    gives: [...upTo(150), ...ids.slice(180, 250)],
    asks: [0, 100, 70, 170],
  },
  {
    title: "more deleted than a page holds, the last point that was given among it",
    answer: changingCollection(upTo(500), [{ before: 3, remove: ids.slice(20, 300) }]),
    gives: upTo(500),
    asks: [0, 100, 200, 300, 20, 120],
  },
  {
    title: "points deleted again while it reads again",
    answer: changingCollection(upTo(200), [
      { before: 1, remove: upTo(10) },
      { before: 2, remove: ids.slice(10, 20) },
    ]),
    gives: upTo(200),
    asks: [0, 100, 90, 80],
  },
  {
    title: "all deleted",
    answer: changingCollection(upTo(250), [{ before: 1, remove: ids }]),
    gives: upTo(100),
    asks: [0, 100],
  },
  {
    title: "points that were passed over by the offset are not given when others are deleted",
    answer: changingCollection(upTo(250), [{ before: 1, remove: ids.slice(0, 120) }]),
    input: { offset: 100 },
    gives: ids.slice(100, 250),
    asks: [100, 200, 80],
  },
  {
    title: "points added in front push given ones down: none comes twice",
    answer: changingCollection(upTo(150), [{ before: 1, add: Array.from({ length: 120 }, (_, at) => `a-${at}`) }]),
    gives: upTo(150),
    asks: [0, 100, 200],
  },
  {
    title: "points added at the end are given",
    answer: changingCollection(upTo(150), [{ before: 1, add: ids.slice(150, 230) }]),
    gives: upTo(230),
    asks: [0, 100, 200],
  },
  {
    title: "the order of what was given is by bytes, not by UTF-16 units",
    answer: changingCollection(["a", "～", "😀", "😂"], [{ before: 1, remove: ["a"] }]),
    pageSize: 2,
    gives: ["a", "～", "😀", "😂"],
    asks: [0, 2, 1],
  },
];

describe("going through all points", () => {
  test.each(rows)("$title", (row) => expectPoints(row));
  test.each(rows)("page by page: $title", (row) => expectPages(row));
});

test("of a page that was read again, count and point_list are what had not been given", async () => {
  const { points } = answeredPoints(changingCollection(upTo(150), [{ before: 1, remove: upTo(20) }]));
  const pages: { count: number; total_num: number; point_list?: unknown[] | null }[] = [];
  for await (const page of points.pages(faq)) pages.push(page);
  expect(pages.map(({ count, total_num, point_list }) => [count, total_num, point_list?.length])).toEqual([
    [100, 150, 100],
    [50, 130, 50],
  ]);
});
