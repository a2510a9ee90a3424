import { describe, expect, test } from "vitest";
import { holdTimers } from "../../testing/held-timers.js";
import { createKnowledgeBase, type KnowledgeBase } from "../index.js";

const answered = (status: number, code: number, message: string) => async () =>
  Response.json({ code, message, request_id: "02ab" }, { status });
const absent = answered(400, 1000005, "collection not exist");
const attemptTimeoutMs = 29_000;

const rows: {
  title: string;
  kind: string;
  fetch: (aborting: AbortController) => typeof fetch;
  call: (kb: KnowledgeBase, signal: AbortSignal) => Promise<unknown>;
}[] = [
  { title: "an API error", kind: "collection-not-exist", fetch: () => absent, call: (kb) => kb.tasks.info("x") },
  {
    title: "one with the response",
    kind: "collection-not-exist",
    fetch: () => absent,
    call: (kb) => kb.points.list({ collection_name: "faq" }).withResponse(),
  },
  {
    title: "one after retries",
    kind: "server",
    fetch: () => answered(500, 1000028, "internal error"),
    call: (kb) => kb.docs.info({ collection_name: "faq", doc_id: "x" }),
  },
  {
    title: "no connection",
    kind: "connection",
    fetch: () => () => Promise.reject(new TypeError("fetch failed")),
    call: (kb) => kb.collections.info({ name: "faq" }),
  },
  {
    title: "a timeout",
    kind: "timeout",
    fetch: () => {
      const timers = holdTimers(attemptTimeoutMs);
      return () => {
        timers.fire();
        return new Promise(() => {});
      };
    },
    call: (kb) => kb.collections.info({ name: "faq" }, { attemptTimeoutMs, retries: 0 }),
  },
  {
    title: "an abort",
    kind: "aborted",
    fetch: (aborting) => () => {
      setImmediate(() => aborting.abort());
      return new Promise(() => {});
    },
    call: (kb, signal) => kb.collections.info({ name: "faq" }, { signal }),
  },
  {
    title: "the first page",
    kind: "collection-not-exist",
    fetch: () => absent,
    call: async (kb) => {
      for await (const _ of kb.points.iterate({ collection_name: "faq" }));
    },
  },
  {
    title: "a page that was read ahead",
    kind: "collection-not-exist",
    fetch: () => {
      let sent = 0;
      const first = { code: 0, data: { total_num: 2, point_list: [{ point_id: "a" }] } };
      return async () => (sent++ === 0 ? Response.json(first) : absent());
    },
    call: async (kb) => {
      for await (const _ of kb.points.pages({ collection_name: "faq" })) {
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      }
    },
  },
  {
    title: "a wait",
    kind: "task-failed",
    fetch: () => async () => Response.json({ code: 0, data: { status: "fail", percentage: 4 } }),
    call: (kb) => kb.tasks.wait("x"),
  },
  {
    title: "a wait whose request fails",
    kind: "collection-not-exist",
    fetch: () => absent,
    call: (kb) => kb.docs.waitUntilProcessed({ collection_name: "faq", doc_id: "x" }),
  },
  {
    title: "a watch",
    kind: "collection-not-exist",
    fetch: () => absent,
    call: async (kb) => {
      for await (const _ of kb.tasks.watch("x"));
    },
  },
  {
    title: "a download",
    kind: "download-failed",
    fetch: () => absent,
    call: (kb) =>
      kb.tasks.download({ status: "success", attachment_link: "https://a.volces.com/x" }, () => {}, {
        allowPrivateAddresses: true,
      }),
  },
];

/** The function that a stack must name. The row's own function is between it and the client. */
async function functionOfTheCaller(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

describe("the caller's frame stands in the stack of", () => {
  test.each(rows)("$title", async ({ kind, fetch, call }) => {
    const aborting = new AbortController();
    const kb = createKnowledgeBase({
      credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
      fetch: fetch(aborting),
      sleep: async () => {},
    });
    const error = await functionOfTheCaller(() => call(kb, aborting.signal));
    expect(error).toMatchObject({ kind });
    const { message, stack } = error as Error;
    expect(stack).toMatch(/^KnowledgeBaseError: /);
    expect(stack).toContain(message);
    expect(stack).toMatch(/\n +at (async )?functionOfTheCaller /);
  });
});

test("an error that is not ours keeps its stack", async () => {
  const own = new RangeError("of the caller's");
  const { stack } = own;
  const kb = createKnowledgeBase({
    signer: async () => {
      throw own;
    },
  });
  expect(await functionOfTheCaller(() => kb.tasks.info("x"))).toBe(own);
  expect(own.stack).toBe(stack);
});
