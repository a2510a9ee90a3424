import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createFakeKnowledgeBase } from "./index.js";

const url = "https://knowledge-base.example/api/knowledge/collection/info";
const text = '{"name":"handbook"}';
const bytes = new TextEncoder().encode(text);
const headers = { authorization: "any", "content-type": "application/json" };
const post = { method: "POST", headers };

/** jsdom's: they have the methods and the name, and are not of the platform's classes. */
class ForeignBlob {
  readonly type = "application/json";
  readonly [Symbol.toStringTag] = "Blob";
  arrayBuffer = async () => bytes.buffer;
}
class ForeignParameters {
  readonly [Symbol.toStringTag] = "URLSearchParams";
  toString = () => text;
}
class ForeignSignal extends EventTarget {
  aborted = false;
  reason: unknown;
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
}
class ForeignController {
  readonly signal = new ForeignSignal();
  abort(reason: unknown) {
    Object.assign(this.signal, { aborted: true, reason });
    this.signal.dispatchEvent(new Event("abort"));
  }
}
/** undici's or node-fetch's. */
const foreignRequest = (body: string) => ({
  url,
  ...post,
  headers: new Map(Object.entries(headers)),
  text: async () => body,
});

const given: { title: string; input?: unknown; init?: object }[] = [
  { title: "a text", init: { ...post, body: text } },
  { title: "bytes", init: { ...post, body: bytes } },
  { title: "a Buffer", init: { ...post, body: Buffer.from(text) } },
  { title: "an ArrayBuffer", init: { ...post, body: bytes.buffer } },
  { title: "a view", init: { ...post, body: new DataView(bytes.buffer) } },
  { title: "a Blob", init: { ...post, body: new Blob([text]) } },
  {
    title: "a Blob that knows its type",
    init: { method: "POST", headers: { authorization: "any" }, body: new Blob([text], { type: "application/json" }) },
  },
  { title: "a stream", init: { ...post, body: new Response(text).body, duplex: "half" } },
  { title: "a Node stream", init: { ...post, body: Readable.from([bytes]), duplex: "half" } },
  { title: "a foreign Blob", init: { method: "POST", headers: { authorization: "any" }, body: new ForeignBlob() } },
  { title: "foreign parameters", init: { ...post, body: new ForeignParameters() } },
  { title: "a URL", input: new URL(url), init: { ...post, body: text } },
  { title: "a foreign URL", input: { href: url, toString: () => url }, init: { ...post, body: text } },
  { title: "a Request", input: new Request(url, { ...post, body: text }) },
  {
    title: "a Request as the details",
    input: url,
    init: new Request(url, { ...post, body: text, duplex: "half" } as RequestInit),
  },
  { title: "a Request, and other headers", input: new Request(url, { method: "POST", body: text }), init: { headers } },
  { title: "a Request, and another body", input: new Request(url, { ...post, body: "{}" }), init: { body: text } },
  { title: "a foreign Request", input: foreignRequest(text) },
  { title: "a method in small letters", init: { ...post, method: "post", body: text } },
  { title: "Headers", init: { ...post, headers: new Headers(headers), body: text } },
  {
    title: "headers as a Map, as of another realm",
    init: { ...post, headers: new Map(Object.entries(headers)), body: text },
  },
];

test.each(given)("the fake reads $title", async ({ input = url, init }) => {
  const fake = createFakeKnowledgeBase();
  const answer = await fake.fetch(input as string, init);
  expect(answer.status).toBe(200);
  expect(fake.requests).toEqual([{ operation: "getCollectionInfo", body: { name: "handbook" } }]);
});

describe("the fake refuses, as fetch does,", () => {
  const used = new Request(url, { ...post, body: text });
  const refused: { title: string; input?: unknown; init?: object; error?: object }[] = [
    { title: "an address that is relative", input: "/api/knowledge/collection/info", init: post },
    { title: "a method that is no word", init: { ...post, method: "P OST" } },
    { title: "a header with a line break", init: { ...post, headers: { a: "b\nc" } } },
    { title: "a GET with a body", init: { body: text } },
    { title: "a Request whose body was read", input: used },
  ];
  test.each(refused)("$title", async ({ input = url, init }) => {
    if (input === used) await used.text();
    await expect(createFakeKnowledgeBase().fetch(input as string, init)).rejects.toThrow(TypeError);
  });

  const forms = { fields: new FormData(), parameters: new URLSearchParams({ name: "handbook" }) };
  test.each(Object.entries(forms))("%s, by its answer", async (_title, body) => {
    const init = { method: "POST", headers: { authorization: "any" }, body };
    const answer = await createFakeKnowledgeBase().fetch(url, init);
    expect(await answer.json()).toMatchObject({ code: 1_000_003, message: expect.stringMatching(/Content-Type/) });
  });
});

describe("a signal of another realm, as of jsdom under vitest 3, ends", () => {
  const reason = new Error("enough");
  const rows: { title: string; arrange: (abort: () => void) => { init?: object; delayMs?: number } }[] = [
    {
      title: "a request before it begins",
      arrange: (abort) => {
        abort();
        return {};
      },
    },
    {
      title: "a request whose body never ends",
      arrange: (abort) => {
        setImmediate(abort);
        return { init: { body: new ReadableStream(), duplex: "half" } };
      },
    },
    {
      title: "a request that is not answered yet",
      arrange: (abort) => {
        setImmediate(abort);
        return { delayMs: Infinity };
      },
    },
  ];
  test.each(rows)("$title", async ({ arrange }) => {
    const controller = new ForeignController();
    const { init, delayMs } = arrange(() => controller.abort(reason));
    const fake = createFakeKnowledgeBase();
    if (delayMs !== undefined) fake.failNext({ delayMs });
    const asked = fake.fetch(url, { ...post, body: text, signal: controller.signal as never, ...init });
    await expect(asked).rejects.toBe(reason);
  });

  test("nothing that is not aborted", async () => {
    vi.stubGlobal("AbortController", ForeignController);
    vi.stubGlobal("AbortSignal", ForeignSignal);
    onTestFinished(() => void vi.unstubAllGlobals());
    const fake = createFakeKnowledgeBase({ tasks: [{ task_id: "done", file: "content" }] });
    const chunks: Uint8Array[] = [];
    const done = await fake.tasks.wait("done");
    await fake.tasks.download(done, (chunk) => void chunks.push(chunk));
    expect(Buffer.concat(chunks).toString()).toBe("content");
  });
});
