import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { startAnsweringServer } from "../../testing/answering-server.js";
import { createKnowledgeBase, isKnowledgeBaseError, KnowledgeBaseError } from "../index.js";

const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "canary-secret", sessionToken: "canary-token" };

const answer =
  (status: number, body: string, type = "application/json"): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": type }).end(body);
  };
const envelope = (status: number, code: number, message: string) =>
  answer(status, JSON.stringify({ code, message, request_id: "02ab" }));

const rows: { title: string; answer: RequestListener; error: object; says: RegExp }[] = [
  {
    title: "code other than 0 in a 200",
    answer: envelope(200, 1000005, "collection not exist"),
    error: { kind: "collection-not-exist", code: 1000005, status: 200, requestId: "02ab" },
    says: /^collection not exist \(code 1000005, HTTP 200\)$/,
  },
  {
    title: "403 with the code of a 401, as seen live",
    answer: envelope(403, 1000001, "check sign error, x"),
    error: { kind: "unauthorized", code: 1000001, status: 403 },
    says: /check sign error/,
  },
  {
    title: "400 with the code of a 401, as seen live",
    answer: envelope(400, 1000001, "invalid api key"),
    error: { kind: "unauthorized", code: 1000001, status: 400 },
    says: /invalid api key/,
  },
  {
    title: "task not exist, told by the end of its message",
    answer: envelope(400, 1000003, "invalid request:task not exist"),
    error: { kind: "task-not-exist", code: 1000003 },
    says: /task not exist/,
  },
  {
    title: "a reason that only mentions it",
    answer: envelope(400, 1000003, "invalid request:task not exist yet"),
    error: { kind: "invalid-request", code: 1000003 },
    says: /yet/,
  },
  {
    title: "an unknown code keeps its number",
    answer: envelope(400, 1234567, "new"),
    error: { kind: "unknown", code: 1234567, requestId: "02ab" },
    says: /code 1234567/,
  },
  { title: "429", answer: envelope(429, 300004, "slow"), error: { kind: "rate-limited", status: 429 }, says: /slow/ },
  {
    title: "an error without message and request_id",
    answer: answer(500, '{"code":1000028}'),
    error: { kind: "server", code: 1000028, requestId: undefined },
    says: /no message/,
  },
  {
    title: "HTML from a proxy",
    answer: answer(502, "<html>Bad Gateway</html>", "text/html"),
    error: { kind: "invalid-response", status: 502, code: undefined },
    says: /not the API's: HTTP 502, text\/html, no envelope with a code: <html>Bad Gateway<\/html>$/,
  },
  {
    title: "an empty 200",
    answer: answer(200, ""),
    error: { kind: "invalid-response", status: 200 },
    says: /no envelope/,
  },
  {
    title: "truncated JSON",
    answer: answer(200, '{"code":0,"da'),
    error: { kind: "invalid-response" },
    says: /HTTP 200/,
  },
  {
    title: "JSON that is no object",
    answer: answer(200, "[]"),
    error: { kind: "invalid-response" },
    says: /no envelope/,
  },
  {
    title: "code as text",
    answer: answer(200, '{"code":"0"}'),
    error: { kind: "invalid-response" },
    says: /no envelope/,
  },
  {
    title: "success without data",
    answer: answer(200, '{"code":0,"message":"success","request_id":"02ab"}'),
    error: { kind: "invalid-response", requestId: "02ab" },
    says: /no data/,
  },
  {
    title: "code 0 under an error status",
    answer: answer(500, '{"code":0,"message":"success","request_id":"02ab","data":{}}'),
    error: { kind: "invalid-response", status: 500 },
    says: /HTTP 500, application\/json, code 0 under an error status$/,
  },
  {
    title: "success without data and request_id",
    answer: answer(200, '{"code":0,"message":"success"}'),
    error: { kind: "invalid-response", requestId: undefined },
    says: /no data$/,
  },
  {
    title: "a signed link in a message",
    answer: envelope(400, 1000003, "invalid request:url: https://host/a.pdf?X-Tos-Signature=canary is gone"),
    error: { kind: "invalid-request" },
    says: /url: https:\/\/host\/a\.pdf\?… is gone/,
  },
  {
    title: "a redirect to another host",
    answer: (_request, response) => {
      response.writeHead(307, { location: "http://127.0.0.1:9/" }).end();
    },
    error: { kind: "invalid-response", hint: expect.stringMatching(/Redirects are not followed/) },
    says: /: a redirect$/,
  },
  {
    title: "a connection that breaks before the answer",
    answer: (request) => request.socket.destroy(),
    error: { kind: "connection", status: undefined },
    says: /No answer from 127\.0\.0\.1:\d+: /,
  },
  {
    title: "a connection that breaks within the answer",
    answer: (_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"code":', () => response.destroy());
    },
    error: { kind: "connection" },
    says: /No answer from/,
  },
];

describe("answers that are no success", () => {
  test.each(rows)("$title", async ({ answer, error, says }) => {
    const server = await startAnsweringServer(answer);
    const thrown = await createKnowledgeBase({ credentials, endpoint: server.url, retries: 0 })
      .collections.info({ name: "a" })
      .catch((caught: unknown) => caught);
    await server.close();
    expect(thrown).toBeInstanceOf(KnowledgeBaseError);
    expect(thrown).toMatchObject({ name: "KnowledgeBaseError", hint: expect.stringMatching(/.{20,}/), ...error });
    expect((thrown as Error).message).toMatch(says);
    expect(inspect(thrown, { depth: 10 }) + JSON.stringify(thrown)).not.toContain("canary");
  });

  test("nobody listens", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const kb = createKnowledgeBase({ credentials, endpoint: `http://127.0.0.1:${port}`, retries: 0 });
    await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({
      kind: "connection",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });
});

describe("a signal", () => {
  type Answer = (response: ServerResponse, abort: () => void) => void;
  const moments: { title: string; answer: Answer; early?: true; inBody?: true }[] = [
    { title: "before the call", answer: () => {}, early: true },
    { title: "while waiting for the answer", answer: (_response, abort) => abort() },
    {
      title: "within the answer",
      answer: (response) => {
        response.writeHead(200, { "content-type": "application/json" }).write('{"code":');
      },
      inBody: true,
    },
  ];
  test.each(moments)("$title ends the call", async ({ answer, early, inBody }) => {
    const controller = new AbortController();
    const server = await startAnsweringServer((_request, response) => answer(response, () => controller.abort()));
    if (early) controller.abort();
    const kb = createKnowledgeBase({
      credentials,
      endpoint: server.url,
      fetch: async (...request) => {
        const response = await fetch(...request);
        if (inBody) setImmediate(() => controller.abort());
        return response;
      },
    });
    await expect(kb.tasks.info({ task_id: "x" }, { signal: controller.signal })).rejects.toMatchObject({
      kind: "aborted",
    });
    await server.close();
  });
});

test("a signal that is aborted already sends nothing, not even for a key", async () => {
  const asked: string[] = [];
  const kb = createKnowledgeBase({
    credentials: () => {
      asked.push("key");
      return credentials;
    },
    fetch: async () => {
      asked.push("fetch");
      return new Response();
    },
  });
  await expect(kb.tasks.info({ task_id: "x" }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    kind: "aborted",
  });
  expect(asked).toEqual([]);
});

test("a signal ends the call while the key is awaited", async () => {
  const controller = new AbortController();
  const kb = createKnowledgeBase({ credentials: () => new Promise(() => setImmediate(() => controller.abort())) });
  await expect(kb.tasks.info({ task_id: "x" }, { signal: controller.signal })).rejects.toMatchObject({
    kind: "aborted",
  });
});

test("fetch is called as no object's method, which browsers refuse", async () => {
  let receiver: unknown = "not called";
  const fetch = function (this: unknown) {
    receiver = this;
    return Promise.resolve(Response.json({ code: 0, message: "success", request_id: "02", data: {} }));
  };
  await createKnowledgeBase({ credentials, fetch }).tasks.info({ task_id: "x" });
  expect(receiver).toBeUndefined();
});

test("a browser's opaque redirect is told as one", async () => {
  const opaque = Object.defineProperties(new Response(null), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
    ok: { value: false },
  });
  const kb = createKnowledgeBase({ credentials, fetch: async () => opaque });
  await expect(kb.tasks.info({ task_id: "x" })).rejects.toMatchObject({
    kind: "invalid-response",
    hint: expect.stringContaining("Redirects are not followed"),
  });
});

test("as JSON an error has its message too, for loggers", async () => {
  const data = { code: 1000003, message: "invalid request:limit: must be <= 100, canary-token", request_id: "02ab" };
  const kb = createKnowledgeBase({ credentials, fetch: async () => Response.json(data, { status: 400 }) });
  const error = await kb.points.list({ collection_name: "faq", limit: 101 }).catch((error: unknown) => error);
  expect(JSON.parse(JSON.stringify({ error }))).toEqual({
    error: {
      name: "KnowledgeBaseError",
      message: "invalid request:limit: must be <= 100, [redacted] (code 1000003, HTTP 400)",
      kind: "invalid-request",
      hint: expect.stringMatching(/which field .* points\.iterate\.$/),
      code: 1000003,
      status: 400,
      requestId: "02ab",
      attempts: 1,
    },
  });
});

describe("isKnowledgeBaseError", () => {
  const error = new KnowledgeBaseError("m", { kind: "server", hint: "h" });
  /** What a second copy of the package would throw: the same mark on another class. */
  const foreign = Object.assign(new Error("m"), { kind: "server" });
  Object.defineProperty(foreign, Symbol.for("@viking-kb/client.KnowledgeBaseError"), { value: true });
  const checks: {
    title: string;
    value: unknown;
    kinds: Parameters<typeof isKnowledgeBaseError>[1][];
    expected: boolean;
  }[] = [
    { title: "any kind", value: error, kinds: [], expected: true },
    { title: "its kind", value: error, kinds: ["server"], expected: true },
    { title: "one of several", value: error, kinds: ["unknown", "server"], expected: true },
    { title: "another kind", value: error, kinds: ["unknown"], expected: false },
    { title: "of another copy", value: foreign, kinds: ["server"], expected: true },
    { title: "any other error", value: new Error("m"), kinds: [], expected: false },
    { title: "no error", value: undefined, kinds: [], expected: false },
    { title: "a text", value: "server", kinds: [], expected: false },
  ];
  test.each(checks)("$title", ({ value, kinds, expected }) => {
    expect(isKnowledgeBaseError(value, ...kinds)).toBe(expected);
  });
});
