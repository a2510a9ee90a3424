import { describe, expect, test } from "vitest";
import { answeredPoints, faq } from "../../testing/answered-points.js";
import { changingCollection, idsUpTo } from "../../testing/changing-collection.js";
import { settle } from "../../testing/settle.js";

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
      const { points } = answeredPoints(changingCollection(idsUpTo(250)));
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
    const { points } = answeredPoints(() => new Promise(() => {}));
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
    const { points } = answeredPoints(changingCollection(idsUpTo(250)));
    for await (const _ of points.iterate(faq, { signal })) expect(listeners.length).toBeGreaterThan(0);
    expect(listeners).toEqual([]);
  });
});
