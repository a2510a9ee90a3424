import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { settle } from "../../testing/settle.js";
import { createKnowledgeBase, type KnowledgeBase } from "../index.js";

const fault = () => Promise.reject(new Error("It cannot be let go of."));
/** A body without an end, whose cancelling fails. */
const stubborn = () =>
  new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(4_096)), cancel: fault });
const streams: Readable[] = [];
/** An answer of node-fetch's, as far as it is read here. */
function nodeStream(read: (stream: Readable) => void): Response {
  const body = new Readable({
    read() {
      read(this);
    },
  });
  streams.push(body);
  return { ok: true, status: 200, headers: new Headers(), body } as unknown as Response;
}
const task = { status: "success", attachment_link: "https://a.volces.com/file.zip" };
const download = (kb: KnowledgeBase, target = new WritableStream<Uint8Array>()) =>
  kb.tasks.download(task, target, { allowPrivateAddresses: true, maximumBytes: 100_000 });

const rows: {
  title: string;
  answer: (init: RequestInit | undefined, abort: () => void) => Response | Promise<Response>;
  call: (kb: KnowledgeBase, signal: AbortSignal) => Promise<unknown>;
  kind: string;
}[] = [
  {
    title: "an answer that is too long",
    answer: () => new Response(stubborn()),
    call: (kb) => kb.tasks.info({ task_id: "x" }),
    kind: "invalid-response",
  },
  {
    title: "an answer that comes after the call was aborted",
    answer: async (_init, abort) => {
      abort();
      await settle();
      return new Response(stubborn());
    },
    call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }),
    kind: "aborted",
  },
  {
    title: "an answer that is read when the call is aborted",
    answer: (_init, abort) => {
      setImmediate(abort);
      return new Response(new ReadableStream({ cancel: fault }));
    },
    call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }),
    kind: "aborted",
  },
  {
    title: "an answer as a Node stream that is too long",
    answer: () => nodeStream((stream) => stream.push(Buffer.alloc(4_096))),
    call: (kb) => kb.tasks.info({ task_id: "x" }),
    kind: "invalid-response",
  },
  {
    title: "an answer as a Node stream that comes after the call was aborted",
    answer: async (_init, abort) => {
      abort();
      await settle();
      return nodeStream(() => {});
    },
    call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }),
    kind: "aborted",
  },
  {
    // As node-fetch does with the signal that it was given.
    title: "an answer as a Node stream that emits an error when the call is aborted",
    answer: (init, abort) => {
      const response = nodeStream(() => {});
      init?.signal?.addEventListener("abort", () =>
        (response.body as unknown as Readable).emit("error", new Error("x")),
      );
      setImmediate(abort);
      return response;
    },
    call: (kb, signal) => kb.tasks.info({ task_id: "x" }, { signal }),
    kind: "aborted",
  },
  {
    title: "a file that is too large",
    answer: () => new Response(stubborn()),
    call: (kb) => download(kb),
    kind: "download-failed",
  },
  {
    title: "a refusal of the storage's",
    answer: () => new Response(stubborn(), { status: 403 }),
    call: (kb) => download(kb),
    kind: "download-failed",
  },
  {
    title: "a redirect of the storage's",
    answer: () => new Response(stubborn(), { status: 302, headers: { location: "http://a.volces.com/" } }),
    call: (kb) => download(kb),
    kind: "link-refused",
  },
  {
    title: "a target of the caller's",
    answer: () => new Response("x", { status: 500 }),
    call: (kb) => download(kb, new WritableStream({ abort: fault })),
    kind: "download-failed",
  },
];

test.each(rows)("what cannot be let go of ends no process, and the call as ever: $title", async (row) => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const controller = new AbortController();
  const kb = createKnowledgeBase({
    credentials: { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example" },
    fetch: async (_url, init) => row.answer(init, () => controller.abort()),
    maximumAnswerBytes: 10_000,
    retries: 0,
  });
  await expect(row.call(kb, controller.signal)).rejects.toMatchObject({ kind: row.kind });
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(rejections).toEqual([]);
  expect(streams.splice(0).filter(({ destroyed }) => !destroyed)).toEqual([]);
});
