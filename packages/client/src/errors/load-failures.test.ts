import { expect, test, vi } from "vitest";
import { holdTimers } from "../../testing/held-timers.js";
import { createKnowledgeBase } from "../index.js";

// As in a browser whose network is gone, or whose page is older than the files it asks for.
vi.mock("./failures.js", () => {
  throw new Error("It cannot be loaded: https://example.com/failures.js?secret");
});

const call = (fetch: typeof globalThis.fetch, limits: object = {}) =>
  createKnowledgeBase({ credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" }, fetch, ...limits })
    .collections.info({ name: "faq" })
    .then(
      () => undefined,
      (error: unknown) => error,
    );

test.each([
  ["no answer", () => Promise.reject(new TypeError("fetch failed")), undefined],
  ["a refusal", async () => Response.json({ code: 1000005, message: "collection not exist" }, { status: 400 }), 400],
  ["what is no envelope", async () => new Response("<html>"), 200],
])(
  "where what tells of failures cannot be loaded, %s is an error of kind connection",
  async (_title, fetch, status) => {
    const error = await call(fetch);
    expect(error).toMatchObject({ name: "KnowledgeBaseError", kind: "connection", status, attempts: 1 });
    expect(String(error)).not.toContain("secret");
  },
);

test("a timeout stays one", async () => {
  const attemptTimeoutMs = 29_000;
  const timers = holdTimers(attemptTimeoutMs);
  const silent = () => {
    timers.fire();
    return new Promise<Response>(() => {});
  };
  const error = await call(silent, { attemptTimeoutMs });
  expect(error).toMatchObject({ kind: "timeout", attempts: 1 });
});
