import { expect, test, vi } from "vitest";
import { holdTimers } from "../../testing/held-timers.js";
import { settle } from "../../testing/settle.js";
import { createKnowledgeBase } from "../index.js";

const loading = vi.hoisted(() => ({ isAskedFor: false }));
// As over a slow network. The module is asked for once, by the test that comes first.
vi.mock("./failures.js", () => {
  loading.isAskedFor = true;
  return new Promise(() => {});
});

const attemptTimeoutMs = 29_000;
const rows: { title: string; comes: (giveUp: () => void) => Promise<Response> }[] = [
  { title: "no answer came", comes: () => Promise.reject(new TypeError("fetch failed")) },
  {
    title: "an attempt took too long",
    comes: (giveUp) => {
      giveUp();
      return new Promise(() => {});
    },
  },
];

test.each(rows)("a signal ends at once what loads because $title", async ({ comes }) => {
  const timers = holdTimers(attemptTimeoutMs);
  const controller = new AbortController();
  const fetch = vi.fn(() => comes(timers.fire));
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    fetch,
    attemptTimeoutMs,
  });
  const settled = vi.fn();
  const call = kb.collections.info({ name: "faq" }, { signal: controller.signal }).catch((error: unknown) => {
    settled();
    return error;
  });
  while (fetch.mock.calls.length === 0 || !loading.isAskedFor) await settle();
  await settle();
  expect(settled).not.toHaveBeenCalled();
  controller.abort();
  expect(await call).toMatchObject({ kind: "aborted", attempts: 1 });
});
