import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sleep } from "./timers.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A sleep of a second, what came of it so far, and what it left. */
function asleep(signal: AbortSignal) {
  const seen = { came: "nothing yet" as unknown };
  sleep(1_000, signal).then(
    () => {
      seen.came = "the end";
    },
    (reason: unknown) => {
      seen.came = reason;
    },
  );
  return { seen, left: () => [vi.getTimerCount(), getEventListeners(signal, "abort").length] };
}

test("ends after its time, and leaves neither timer nor listener", async () => {
  const { seen, left } = asleep(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(999);
  expect([seen.came, left()]).toEqual(["nothing yet", [1, 1]]);
  await vi.advanceTimersByTimeAsync(1);
  expect([seen.came, left()]).toEqual(["the end", [0, 0]]);
});

test("ends at once when its signal aborts, and leaves neither timer nor listener", async () => {
  const controller = new AbortController();
  const { seen, left } = asleep(controller.signal);
  const reason = new Error("enough");
  controller.abort(reason);
  await vi.advanceTimersByTimeAsync(0);
  expect([seen.came, left()]).toEqual([reason, [0, 0]]);
});

test("does not begin where its signal has aborted", async () => {
  const reason = new Error("enough");
  const { seen, left } = asleep(AbortSignal.abort(reason));
  await vi.advanceTimersByTimeAsync(0);
  expect([seen.came, left()]).toEqual([reason, [0, 0]]);
});
