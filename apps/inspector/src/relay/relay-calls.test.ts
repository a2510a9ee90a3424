import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createFakeKnowledgeBase } from "@viking-kb/client/testing";
import { expect, onTestFinished, test } from "vitest";
import { key, serveInspector } from "../../testing/serve-page.js";

/** An endpoint that answers as told. */
async function serveEndpoint(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An inspector of an endpoint that answers as told. */
async function inspect(answer: RequestListener, options: object = {}) {
  const endpoint = await serveEndpoint(answer);
  return serveInspector({ connection: { credentials: key, endpoint, ...options } });
}

const operations = [
  { path: "collection/info", input: { name: "handbook" }, answers: { collection_name: "handbook" } },
  { path: "doc/info", input: { collection_name: "intake", doc_id: "archive" }, answers: { doc_id: "archive" } },
  { path: "point/list", input: { collection_name: "handbook", limit: 2 }, answers: { collection_name: "handbook" } },
  { path: "task/info", input: { task_id: "xxx" }, answers: { status: "success" } },
];
test.each(operations)("signs and sends $path", async ({ path, input, answers }) => {
  const fake = createFakeKnowledgeBase();
  const { call } = await serveInspector({ connection: { credentials: key, fetch: fake.fetch } });
  const { status, headers, body } = await call(path, input);
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "application/json" });
  expect(JSON.parse(body)).toMatchObject({ code: 0, data: answers });
  expect(fake.requests).toMatchObject([{ body: input }]);
});

test("adds the project of the connection where the page names none", async () => {
  const bodies: unknown[] = [];
  const { call } = await inspect(
    async (request, response) => {
      bodies.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.end('{"code":0,"data":{}}');
    },
    { project: "support" },
  );
  await call("collection/info", { name: "faq" });
  await call("collection/info", { name: "faq", project: null });
  expect(bodies).toEqual([
    { name: "faq", project: "support" },
    { name: "faq", project: null },
  ]);
});

const answers = [
  {
    what: "an error",
    status: 400,
    type: "application/json",
    body: '{"code":1000005,"message":"no","request_id":"02"}',
  },
  { what: "an error of the server", status: 500, type: "application/json; charset=utf-8", body: '{"code":1000028}' },
  { what: "bytes that are no UTF-8", status: 200, type: "application/json", body: Buffer.from([0x7b, 0xff, 0x7d]) },
  { what: "a page of a proxy", status: 502, type: "text/html", body: "<script>alert(1)</script>" },
];
test.each(answers)("passes on $what as it came, once", async ({ status, type, body }) => {
  let requests = 0;
  const { call } = await inspect((_request, response) => {
    requests++;
    const headers = {
      "content-type": type,
      "retry-after": "7",
      "x-tt-logid": "log",
      "set-cookie": "a=b",
      "x-other": "c",
    };
    response.writeHead(status, headers).end(body);
  });
  const received = await call("task/info", { task_id: "xxx" });
  expect(received).toMatchObject({
    status,
    body: body.toString(),
    headers: { "retry-after": "7", "x-tt-logid": "log" },
  });
  expect(received.headers["content-type"]).toBe(
    type.startsWith("application/json") ? "application/json" : "text/plain; charset=utf-8",
  );
  expect(received.headers).not.toHaveProperty("set-cookie");
  expect(received.headers).not.toHaveProperty("x-other");
  expect(requests).toBe(1);
});

const failures = [
  {
    what: "a connection that is ended",
    answer: (({ socket }) => socket.destroy()) as RequestListener,
    kind: "connection",
  },
  {
    what: "an answer that breaks off",
    answer: ((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.destroy());
    }) as RequestListener,
    kind: "connection",
  },
  { what: "no answer in time", answer: (() => {}) as RequestListener, kind: "timeout" },
  {
    what: "a redirect",
    answer: ((_request, response) =>
      response.writeHead(302, { location: "http://example.com/?canary" }).end("{}")) as RequestListener,
    kind: "invalid-response",
  },
  {
    what: "an answer that is too large",
    answer: ((_request, response) => response.end("a".repeat(2000))) as RequestListener,
    kind: "invalid-response",
  },
];
test.each(failures)("says in words why there is no answer: $what", async ({ answer, kind }) => {
  const { call } = await inspect(answer, { attemptTimeoutMs: 1000, maximumAnswerBytes: 1000 });
  const { status, headers, body } = await call("task/info", { task_id: "xxx" });
  expect({ status, type: headers["content-type"] }).toEqual({ status: 502, type: "application/problem+json" });
  expect(JSON.parse(body)).toEqual({ kind, message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) });
  expect(body).not.toContain("canary");
});

test("says a failure in the words of whoever reads it", async () => {
  const connection = { credentials: key, endpoint: "http://127.0.0.1:1" };
  const { call } = await serveInspector({ connection, words: (text) => text.replace("`endpoint`", "`--endpoint`") });
  expect(JSON.parse((await call("task/info", { task_id: "xxx" })).body)).toMatchObject({
    kind: "connection",
    hint: expect.stringContaining("`--endpoint`"),
  });
});

test("tells the page what it looks at, and no part of the key", async () => {
  const connection = { credentials: key, region: "cn-hongkong", project: "p", timeoutMs: 9000 };
  const { send } = await serveInspector({ connection, profile: "work", lang: "zh", collection: "faq" });
  const { status, body } = await send({ path: "/session" });
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    endpoint: "https://api-knowledgebase.mlp.cn-beijing.volces.com",
    region: "cn-hongkong",
    project: "p",
    profile: "work",
    lang: "zh",
    collection: "faq",
    limits: { timeoutMs: 14_000, attemptTimeoutMs: 35_000 },
  });
});

test.each([
  { what: "an endpoint that is none", options: { endpoint: "ftp://x" } },
  { what: "a region that cannot be signed for", options: { region: "a/b" } },
  { what: "a key that cannot sign", options: { credentials: { accessKeyId: "", secretAccessKey: "" } } },
])("does not start with $what", async ({ options }) => {
  const started = serveInspector({ connection: { credentials: key, ...options } });
  await expect(started).rejects.toThrow(TypeError);
});

test("no answer holds a part of the key, though the endpoint repeats all that it was sent", async () => {
  const { call, send } = await inspect((request, response) => {
    response.writeHead(400, {
      "content-type": "application/json",
      "x-tt-logid": String(request.headers.authorization),
    });
    response.end(JSON.stringify({ code: 1000001, message: JSON.stringify(request.headers) }));
  });
  const received = [await call("task/info", { task_id: "xxx" }), await send({ path: "/session" }), await send()];
  expect(received[0]?.body).toContain("[redacted]");
  const said = JSON.stringify(received);
  for (const part of Object.values(key)) expect(said).not.toContain(part);
  expect(said).not.toMatch(/Signature=\w/);
});

const token = 'canary/to+ken=canary&to"ken';
const repeats: { what: string; credentials?: object; message: string; received: string }[] = [
  { what: "as it is", message: token, received: "[redacted]" },
  { what: "percent-encoded", message: encodeURIComponent(token), received: "[redacted]" },
  { what: "with escaped slashes", message: JSON.stringify(token).replaceAll("/", "\\/"), received: '"[redacted]"' },
  { what: "in HTML", message: token.replace("&", "&amp;").replace('"', "&#34;"), received: "[redacted]" },
  { what: "but not a short id", credentials: { accessKeyId: "1" }, message: "1000001", received: "1000001" },
];
test.each(repeats)(
  "takes what an endpoint repeats of the key out, $what",
  async ({ credentials, message, received }) => {
    const { call } = await inspect((_request, response) => response.writeHead(400).end(message), {
      credentials: { ...key, sessionToken: token, ...credentials },
    });
    expect((await call("task/info", { task_id: "xxx" })).body).toBe(received);
  },
);

test("a page that goes away ends its call", async () => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { port, token } = await inspect((request) => {
    ask();
    request.socket.once("close", () => resolve());
  });
  const page = new AbortController();
  const call = fetch(`http://127.0.0.1:${port}/api/knowledge/task/info`, {
    method: "POST",
    headers: { "x-viking-kb-token": token, "content-type": "application/json" },
    body: '{"task_id":"xxx"}',
    signal: page.signal,
  });
  await asked;
  page.abort();
  await expect(call).rejects.toThrow();
  await ended;
});

test("makes no more than sixteen calls at a time, and says so", async () => {
  const held: (() => void)[] = [];
  const { call } = await inspect((_request, response) => void held.push(() => response.end('{"code":0,"data":{}}')));
  const calls = Array.from({ length: 16 }, () => call("task/info", { task_id: "xxx" }));
  await expect.poll(() => held.length, { timeout: 20_000 }).toBe(16);
  expect(await call("task/info", { task_id: "xxx" })).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
  for (const release of held) release();
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(16).fill(200));
});
