import { describe, test } from "vitest";
import type { FetchAnswer } from "../../testing/answering-fetch.js";
import { changingCollection, idsUpTo } from "../../testing/changing-collection.js";
import { expectPages, expectPoints, type IteratedPoints } from "../../testing/iterated-points.js";

/** Changes what a well-behaved collection answers. */
const but =
  (ids: readonly string[], change: (page: any, request: number) => object): FetchAnswer =>
  (body, request) => {
    const page = changingCollection(ids)(body, request) as object;
    return { ...page, ...change(page, request) };
  };

const rows: IteratedPoints[] = [
  {
    title: "no point_list where there are no points",
    answer: but([], () => ({ point_list: undefined })),
    gives: [],
    asks: [0],
  },
  {
    title: "a point_list of null before the total is no end",
    fails: /none came from 100 on, of 250/,
    answer: but(idsUpTo(250), (_page, request) => (request === 1 ? { point_list: null } : {})),
    gives: idsUpTo(100),
    asks: [0, 100],
  },
  ...[{}, "abc", 5, true].map((point_list) => ({
    title: `a point_list of ${JSON.stringify(point_list)}`,
    fails: /point_list is no list/,
    answer: but(idsUpTo(250), (_page, request) => (request === 1 ? { point_list } : {})),
    gives: idsUpTo(100),
    asks: [0, 100],
  })),
  ...[null, {}, { point_id: 5 }].map((point) => ({
    title: `no total, and ${JSON.stringify(point)} among the points`,
    fails: /a point has no point_id/,
    answer: but(idsUpTo(150), (page, request) => ({
      total_num: null,
      ...(request === 1 && { point_list: [...page.point_list, point] }),
    })),
    gives: idsUpTo(100),
    asks: [0, 100],
  })),
  {
    title: "an empty page before the total is no end",
    fails: /none came from 200 on, of 250/,
    answer: but(idsUpTo(250), (_page, request) => (request === 2 ? { point_list: [], count: 0 } : {})),
    gives: idsUpTo(200),
    asks: [0, 100, 200],
  },
  {
    title: "a count that lies",
    answer: but(idsUpTo(250), () => ({ count: 3 })),
    gives: idsUpTo(250),
    asks: [0, 100, 200],
  },
  {
    title: "pages shorter than asked",
    answer: but(idsUpTo(100), (page) => ({ point_list: page.point_list.slice(0, 40), count: 40 })),
    gives: idsUpTo(100),
    asks: [0, 40, 80],
  },
  {
    title: "a server that knows no offset",
    fails: /the page from 100 on begins as that from 0 on/,
    answer: (body, request) => changingCollection(idsUpTo(250))({ ...body, offset: 0 }, request),
    gives: idsUpTo(100),
    asks: [0, 100],
  },
  {
    title: "a server that knows no offset, asked from one on",
    fails: /5 came from 2 on, of 5/,
    input: { offset: 2 },
    answer: (body, request) => changingCollection(idsUpTo(5))({ ...body, offset: 0 }, request),
    gives: [],
    asks: [2],
  },
  {
    title: "a server that counts nothing",
    fails: /100 came from 0 on, of 0/,
    answer: but(idsUpTo(250), () => ({ total_num: 0 })),
    gives: [],
    asks: [0],
  },
  {
    title: "no total, and a count of points that are not there",
    fails: /none came from 100 on, and count is 50/,
    answer: but(idsUpTo(150), (_page, request) => ({ total_num: undefined, ...(request && { point_list: null }) })),
    gives: idsUpTo(100),
    asks: [0, 100],
  },
  {
    title: "a total that is none ends by an empty page",
    answer: but(idsUpTo(150), () => ({ total_num: -1 })),
    gives: idsUpTo(150),
    asks: [0, 100, 150],
  },
  {
    title: "a point that was added while the server answered",
    answer: but(idsUpTo(151), () => ({ total_num: 150 })),
    gives: idsUpTo(151),
    asks: [0, 100],
  },
  {
    title: "no total ends by an empty page",
    answer: but(idsUpTo(150), () => ({ total_num: undefined })),
    gives: idsUpTo(150),
    asks: [0, 100, 150],
  },
  {
    title: "neither total nor offset",
    fails: /the page from 100 on begins as that from 0 on/,
    answer: (body, request) => ({
      ...(changingCollection(idsUpTo(250))({ ...body, offset: 0 }, request) as object),
      total_num: null,
    }),
    gives: idsUpTo(100),
    asks: [0, 100],
  },
  {
    title: "totals that go up and down",
    fails: /100 came from 100 on, of 120/,
    answer: but(idsUpTo(300), (_page, request) => ({ total_num: request % 2 === 0 ? 300 : 120 })),
    gives: idsUpTo(100),
    asks: [0, 100, 0, 100],
  },
];

describe("going through all points", () => {
  test.each(rows)("$title", (row) => expectPoints(row));
  test.each(rows)("page by page: $title", (row) => expectPages(row));
});
