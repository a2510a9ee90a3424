import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { settle } from "../../testing/settle.js";
import { createKnowledgeBase, type KnowledgeBase } from "../index.js";

const rows: { title: string; call: (kb: KnowledgeBase, signal: AbortSignal) => Promise<unknown> }[] = [
  { title: "calls", call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }) },
  { title: "pauses of a retry", call: (kb, signal) => kb.docs.info({ resource_id: "x", doc_id: "y" }, { signal }) },
  { title: "waits", call: (kb, signal) => kb.tasks.wait("x", { signal }) },
  { title: "iterations", call: walk },
];

async function walk(kb: KnowledgeBase, signal: AbortSignal): Promise<void> {
  for await (const _ of kb.points.iterate({ resource_id: "x" }, { signal })) await settle();
}

/** Tasks run for ever, documents cannot be asked about, points never come. */
async function answer(url: unknown): Promise<Response> {
  if (String(url).includes("/doc/")) return new Response("busy", { status: 503 });
  if (String(url).includes("/point/")) return new Promise(() => {});
  return Response.json({ code: 0, data: { status: "running" } });
}

test.each(rows)("50 $title add one listener to a signal, end with it, and leave none", async ({ call }) => {
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    fetch: answer,
    sleep: (_milliseconds, signal) => new Promise((_, reject) => signal?.addEventListener("abort", reject)),
  });
  const controller = new AbortController();
  const { signal } = controller;
  const calls = Array.from({ length: 50 }, () => call(kb, signal));
  let most = 0;
  // Until the code is loaded, and some turns more.
  for (let turn = 0; turn < 20 || most === 0; turn++) {
    most = Math.max(most, getEventListeners(signal, "abort").length);
    await settle();
  }
  controller.abort();
  await Promise.allSettled(calls);
  expect(most).toBe(1);
  for (let turn = 0; turn < 3; turn++) await settle();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
