import { describe, expect, test, vi } from "vitest";
import { holdTimers } from "../../testing/held-timers.js";
import { createKnowledgeBase } from "../index.js";

// As in a browser whose network is gone, a page that is older than the files it asks for, or a service worker.
vi.mock("./failures.js", () => {
  throw new TypeError("import() is disallowed: https://example.com/failures.js?secret");
});

const secretAccessKey = "a-secret-of-the-example";

async function call(fetch: typeof globalThis.fetch, limits: object = {}) {
  const delays: number[] = [];
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey },
    fetch,
    random: () => 0.5,
    sleep: async (milliseconds) => void delays.push(milliseconds),
    ...limits,
  });
  const error = await kb.collections.info({ name: "faq" }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { error, delays };
}

const answer =
  (status: number, code: number, message: string, request_id: unknown = "02ab", headers: Record<string, string> = {}) =>
  async () =>
    Response.json({ code, message, request_id }, { status, headers });

const rows: { title: string; fetch: typeof globalThis.fetch; error: object; delays?: number[] }[] = [
  {
    title: "no answer",
    fetch: () => Promise.reject(new TypeError("fetch failed")),
    error: { kind: "connection", attempts: 3 },
    delays: [250, 500],
  },
  {
    title: "a refusal",
    fetch: answer(400, 1000005, "collection not exist"),
    error: { kind: "collection-not-exist", code: 1000005, status: 400, requestId: "02ab" },
  },
  {
    title: "one of two with the same code",
    fetch: answer(400, 1000003, "invalid request:task not exist"),
    error: { kind: "task-not-exist", code: 1000003 },
  },
  {
    title: "a request id that is the secret",
    fetch: answer(401, 1000001, secretAccessKey, secretAccessKey),
    error: { kind: "unauthorized", requestId: undefined },
  },
  { title: "an unknown code", fetch: answer(400, 77, "new"), error: { kind: "unknown", code: 77 } },
  { title: "what is no envelope", fetch: async () => new Response("<html>"), error: { kind: "invalid-response" } },
  {
    title: "a code that may pass",
    fetch: answer(400, 1000029, "quota"),
    error: { kind: "rate-limited", attempts: 3 },
    delays: [250, 500],
  },
  {
    title: "a Retry-After",
    fetch: answer(429, 300004, "slow down", "02", { "retry-after": "7" }),
    error: { kind: "rate-limited", attempts: 3 },
    delays: [7_000, 7_000],
  },
  {
    title: "a Retry-After beyond the call's time",
    fetch: answer(429, 300004, "slow down", "02", { "retry-after": "700" }),
    error: { kind: "rate-limited", attempts: 1 },
  },
];

describe("where what tells of failures cannot be loaded, kind, code and retries stay:", () => {
  test.each(rows)("$title", async ({ fetch, error: expected, delays: paused = [] }) => {
    const { error, delays } = await call(fetch);
    expect(error).toMatchObject({ name: "KnowledgeBaseError", ...expected });
    expect(delays).toEqual(paused);
    expect(JSON.stringify([String(error), error])).not.toMatch(/[?-]secret/);
    expect(error).toMatchObject({ hint: expect.stringContaining("@viking-kb/client/static") });
  });

  test("a retry may succeed", async () => {
    const fetch = vi.fn(async () => Response.json({ code: 0, data: { doc_num: 1 } }));
    fetch.mockRejectedValueOnce(new TypeError("fetch failed"));
    expect(await call(fetch)).toEqual({ error: undefined, delays: [250] });
  });

  test("a timeout", async () => {
    const attemptTimeoutMs = 29_000;
    const timers = holdTimers(attemptTimeoutMs);
    const silent = () => {
      timers.fire();
      return new Promise<Response>(() => {});
    };
    const { error } = await call(silent, { attemptTimeoutMs, retries: 0 });
    expect(error).toMatchObject({ kind: "timeout", attempts: 1 });
  });
});
