import { describe, expect, test } from "vitest";
import { answeredPoints, faq } from "../../testing/answered-points.js";
import { refusal } from "../../testing/answering-fetch.js";
import { changingCollection, idsUpTo } from "../../testing/changing-collection.js";
import { settle } from "../../testing/settle.js";

describe("one page ahead", () => {
  test("asks for the first page when the first point is asked for, and for each next one while a page is used", async () => {
    const { points, bodies } = answeredPoints(changingCollection(idsUpTo(350)));
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
      const { points, bodies, signals } = answeredPoints((body, request) =>
        request === 0 ? changingCollection(idsUpTo(250))(body, request) : never,
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
    const { points, bodies } = answeredPoints(changingCollection(idsUpTo(250)));
    const each = points.iterate(faq);
    await each.return?.();
    expect(await each.next()).toEqual({ done: true, value: undefined });
    expect(bodies).toHaveLength(0);
  });

  test("an error of the page ahead comes after the points before it", async () => {
    const { points } = answeredPoints((body, request) =>
      request === 2 ? refusal(400, 1000005, "collection not exist") : changingCollection(idsUpTo(250))(body, request),
    );
    const given: string[] = [];
    const loop = async () => {
      for await (const { point_id } of points.iterate(faq)) {
        given.push(point_id);
        await settle();
      }
    };
    await expect(loop()).rejects.toMatchObject({ kind: "collection-not-exist" });
    expect(given).toEqual(idsUpTo(200));
  });

  test("asking for several points at once gives each once", async () => {
    const { points } = answeredPoints(changingCollection(idsUpTo(250)));
    const each = points.iterate(faq, { pageSize: 7 });
    const results = await Promise.all(Array.from({ length: 252 }, () => each.next()));
    expect(results.map(({ value }) => value?.point_id).sort()).toEqual([...idsUpTo(250), undefined, undefined]);
  });
});
