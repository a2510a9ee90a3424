import { expect, test, vi } from "vitest";
import { createKnowledgeBase } from "./index.js";

// As over a network that takes its time.
vi.mock("./failures.js", () => new Promise(() => {}));

test.each([
  ["no answer came", () => Promise.reject(new TypeError("fetch failed")), undefined],
  ["an attempt took too long", () => new Promise<Response>(() => {}), 1],
])("a signal ends at once what loads because %s", async (_title, fetch, attemptTimeoutMs) => {
  const controller = new AbortController();
  const sent = vi.fn(fetch);
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    fetch: sent,
    attemptTimeoutMs,
  });
  const settled = vi.fn();
  const call = kb.collections.info({ name: "faq" }, { signal: controller.signal }).catch((error: unknown) => {
    settled();
    return error;
  });
  await vi.waitFor(() => expect(sent).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).not.toHaveBeenCalled();
  controller.abort();
  expect(await call).toMatchObject({ kind: "aborted", attempts: 1 });
});
