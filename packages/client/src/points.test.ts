import { describe, expect, test } from "vitest";
import { createAnsweringFetch, type FetchAnswer, refusal } from "../testing/answering-fetch.js";
import { changingCollection, idsUpTo } from "../testing/changing-collection.js";
import { createKnowledgeBase } from "./index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" };
const faq = { collection_name: "faq" } as const;

function answeredBy(answer: FetchAnswer) {
  const { fetch, ...server } = createAnsweringFetch(answer);
  return { ...server, points: createKnowledgeBase({ credentials, fetch, retries: 0 }).points };
}

/** Changes what a well-behaved collection answers. */
const but =
  (ids: readonly string[], change: (page: any, request: number) => object): FetchAnswer =>
  (body, request) => {
    const page = changingCollection(ids)(body, request) as object;
    return { ...page, ...change(page, request) };
  };

const ids = idsUpTo(500);
const upTo = (count: number) => ids.slice(0, count);

const rows: {
  title: string;
  answer: FetchAnswer;
  input?: object;
  pageSize?: number;
  gives: readonly string[];
  /** The offsets of the requests. */
  asks: readonly (number | null)[];
}[] = [
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
  {
    title: "no point_list where there are no points",
    answer: but([], () => ({ point_list: undefined })),
    gives: [],
    asks: [0],
  },
  {
    title: "a point_list of null ends it, whatever the total says",
    answer: but(upTo(250), (_page, request) => (request === 1 ? { point_list: null } : {})),
    gives: upTo(100),
    asks: [0, 100],
  },
  {
    title: "an empty page ends it, whatever the total says",
    answer: but(upTo(250), (_page, request) => (request === 2 ? { point_list: [], count: 0 } : {})),
    gives: upTo(200),
    asks: [0, 100, 200],
  },
  {
    title: "a count that lies",
    answer: but(upTo(250), () => ({ count: 3 })),
    gives: upTo(250),
    asks: [0, 100, 200],
  },
  {
    title: "pages shorter than asked",
    answer: but(upTo(100), (page) => ({ point_list: page.point_list.slice(0, 40), count: 40 })),
    gives: upTo(100),
    asks: [0, 40, 80],
  },
  {
    title: "a server that knows no offset ends by its total",
    answer: (body, request) => changingCollection(upTo(250))({ ...body, offset: 0 }, request),
    gives: [...upTo(100), ...upTo(100), ...upTo(100)],
    asks: [0, 100, 200],
  },
  {
    title: "no total ends by an empty page",
    answer: but(upTo(150), () => ({ total_num: undefined })),
    gives: upTo(150),
    asks: [0, 100, 150],
  },
  {
    title: "neither total nor offset ends by a page that comes again",
    answer: (body, request) => ({
      ...(changingCollection(upTo(250))({ ...body, offset: 0 }, request) as object),
      total_num: null,
    }),
    gives: [...upTo(100), ...upTo(100)],
    asks: [0, 100],
  },
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
  {
    title: "totals that go up and down come to an end",
    answer: but(upTo(300), (_page, request) => ({ total_num: request % 2 === 0 ? 300 : 120 })),
    gives: upTo(200),
    asks: [0, 100, 0, 100],
  },
];

describe("going through all points", () => {
  test.each(rows)("$title", async ({ answer, input = {}, pageSize, gives, asks }) => {
    const { points, bodies } = answeredBy(answer);
    const given: string[] = [];
    for await (const { point_id } of points.iterate({ ...faq, ...input }, { pageSize })) given.push(point_id);
    expect(given).toEqual(gives);
    expect(bodies.map(({ offset }) => offset)).toEqual(asks);
    for (const { limit, doc_ids } of bodies) {
      expect(limit).toBe(pageSize ?? 100);
      expect(doc_ids).toEqual((input as { doc_ids?: null | [] }).doc_ids);
    }
  });

  test.each(rows)("page by page: $title", async ({ answer, input = {}, pageSize, gives }) => {
    const given: string[] = [];
    for await (const { point_list } of answeredBy(answer).points.pages({ ...faq, ...input }, { pageSize })) {
      given.push(...(point_list ?? []).map(({ point_id }) => point_id));
    }
    expect(given).toEqual(gives);
  });
});

/** Runs what is under way until it waits for nothing but us. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("one page ahead", () => {
  test("asks for the first page when the first point is asked for, and for each next one while a page is used", async () => {
    const { points, bodies } = answeredBy(changingCollection(upTo(350)));
    const each = points.iterate(faq);
    await settle();
    expect(bodies).toHaveLength(0);
    const requestsAt: number[] = [];
    for (let at = 0; at < 350; at++) {
      await each.next();
      if (at % 100 === 0 || at % 100 === 99) {
        await settle();
        requestsAt.push(bodies.length);
      }
    }
    expect(requestsAt).toEqual([2, 2, 3, 3, 4, 4, 4]);
    expect(await each.next()).toEqual({ done: true, value: undefined });
    expect(bodies).toHaveLength(4);
  });

  const leavings: { title: string; leave: (each: AsyncIterableIterator<unknown>) => Promise<unknown> }[] = [
    {
      title: "break",
      leave: async (each) => {
        for await (const _ of each) {
          await settle();
          break;
        }
      },
    },
    {
      title: "an error in the loop",
      leave: async (each) => {
        const failure = new Error("Ours.");
        const loop = async () => {
          for await (const _ of each) {
            await settle();
            throw failure;
          }
        };
        await expect(loop()).rejects.toBe(failure);
      },
    },
    { title: "return()", leave: async (each) => [await each.next(), await settle(), await each.return?.()] },
    {
      title: "throw()",
      leave: async (each) => {
        await each.next();
        await settle();
        await expect(each.throw?.(new Error("Ours."))).rejects.toThrow("Ours.");
      },
    },
  ];
  for (const way of ["iterate", "pages"] as const) {
    test.each(leavings)(`${way}: $title ends the page ahead`, async ({ leave }) => {
      const never = new Promise(() => {});
      const { points, bodies, signals } = answeredBy((body, request) =>
        request === 0 ? changingCollection(upTo(250))(body, request) : never,
      );
      const each = points[way](faq);
      await leave(each);
      await settle();
      expect(bodies).toHaveLength(2);
      expect(signals.map((signal) => signal?.aborted)).toEqual([expect.any(Boolean), true]);
      expect(await each.next()).toEqual({ done: true, value: undefined });
    });
  }

  test("leaving before the beginning sends nothing", async () => {
    const { points, bodies } = answeredBy(changingCollection(upTo(250)));
    const each = points.iterate(faq);
    await each.return?.();
    expect(await each.next()).toEqual({ done: true, value: undefined });
    expect(bodies).toHaveLength(0);
  });

  test("an error of the page ahead comes after the points before it", async () => {
    const { points } = answeredBy((body, request) =>
      request === 2 ? refusal(400, 1000005, "collection not exist") : changingCollection(upTo(250))(body, request),
    );
    const given: string[] = [];
    const loop = async () => {
      for await (const { point_id } of points.iterate(faq)) {
        given.push(point_id);
        await settle();
      }
    };
    await expect(loop()).rejects.toMatchObject({ kind: "collection-not-exist" });
    expect(given).toEqual(upTo(200));
  });

  test("asking for several points at once gives each once", async () => {
    const { points } = answeredBy(changingCollection(upTo(250)));
    const each = points.iterate(faq, { pageSize: 7 });
    const results = await Promise.all(Array.from({ length: 252 }, () => each.next()));
    expect(results.map(({ value }) => value?.point_id).sort()).toEqual([...upTo(250), undefined, undefined]);
  });
});

describe("the signal", () => {
  const reason = new Error("Enough.");
  const rows: { title: string; abortAt: number; gives: number }[] = [
    { title: "before the beginning", abortAt: 0, gives: 0 },
    { title: "within a page", abortAt: 42, gives: 42 },
    { title: "at the last point of a page", abortAt: 100, gives: 100 },
    { title: "at the last point of all", abortAt: 250, gives: 250 },
  ];
  for (const way of ["iterate", "pages"] as const) {
    test.each(rows)(`${way}: ends it at once: $title`, async ({ abortAt, gives }) => {
      const controller = new AbortController();
      const { points } = answeredBy(changingCollection(upTo(250)));
      if (abortAt === 0) controller.abort(reason);
      let given = 0;
      const loop = async () => {
        for await (const _ of points[way](faq, { signal: controller.signal })) {
          given += 1;
          if (given === (way === "iterate" ? abortAt : Math.ceil(abortAt / 100))) controller.abort(reason);
          await settle();
        }
      };
      await expect(loop()).rejects.toMatchObject({ kind: "aborted" });
      expect(given).toBe(way === "iterate" ? gives : Math.ceil(gives / 100));
    });
  }

  test("ends a page that does not come", async () => {
    const controller = new AbortController();
    const { points } = answeredBy(() => new Promise(() => {}));
    const next = points.iterate(faq, { signal: controller.signal }).next();
    await settle();
    controller.abort(reason);
    await expect(next).rejects.toMatchObject({ kind: "aborted" });
  });

  test("leaves no listener on it", async () => {
    const { signal } = new AbortController();
    const listeners: string[] = [];
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listeners.push(given[0]);
      addEventListener.apply(signal, given);
    };
    signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listeners.pop();
      removeEventListener.apply(signal, given);
    };
    const { points } = answeredBy(changingCollection(upTo(250)));
    for await (const _ of points.iterate(faq, { signal })) expect(listeners.length).toBeGreaterThan(0);
    expect(listeners).toEqual([]);
  });
});

test.each([0, 101, -1, Number.NaN])("a page size of %s is refused at once", (pageSize) => {
  const { points } = answeredBy(changingCollection([]));
  expect(() => points.iterate(faq, { pageSize })).toThrow(new RangeError(`pageSize is ${pageSize}: give 1 to 100.`));
  expect(() => points.pages(faq, { pageSize })).toThrow(RangeError);
});

test("pages are passed on as they came, also the only one of an empty collection", async () => {
  const page = { collection_name: "faq", total_num: 0, count: 0, future_field: { kept: true } };
  const pages: unknown[] = [];
  for await (const each of answeredBy(() => page).points.pages(faq)) pages.push(each);
  expect(pages).toEqual([page]);
});

test("of a page that was read again, count and point_list are what had not been given", async () => {
  const { points } = answeredBy(changingCollection(upTo(150), [{ before: 1, remove: upTo(20) }]));
  const pages: { count: number; total_num: number; point_list?: unknown[] | null }[] = [];
  for await (const page of points.pages(faq)) pages.push(page);
  expect(pages.map(({ count, total_num, point_list }) => [count, total_num, point_list?.length])).toEqual([
    [100, 150, 100],
    [50, 130, 50],
  ]);
});
