import { createHash } from "node:crypto";
import { presignUrl, signRequest } from "@viking-kb/auth";
import { rawRequest, sendRaw, type Target } from "@viking-kb/endpoint/testing";
import { Signer } from "@volcengine/openapi";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { expectAnswer, invalid } from "../../../testing/expect-answer.js";
import { exportedResult, linkTo } from "../../../testing/exported-result.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

let time = new Date();
const server = await runServer({ now: () => time });
let taskId = "";
let bytes: Buffer;
let etag = "";
beforeAll(async () => {
  ({ taskId, bytes } = await exportedResult(server.storage));
  etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
});
afterAll(() => server.stop());
afterEach(() => {
  time = new Date();
});
const link = () => linkTo(server, taskId, { now: () => time });

test("A task that has succeeded has a link to this server, signed anew for each answer, which gives the result", async () => {
  const hour = 3_600_000;
  time = new Date(Math.ceil(Date.now() / hour) * hour);
  const date = time.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const first = await link();
  expect(first).toMatch(`${server.url}/downloads/${taskId}.zip?X-Algorithm=`);
  const { searchParams } = new URL(first);
  expect([searchParams.get("X-Date"), searchParams.get("X-Expires")]).toEqual([date, "900"]);
  time = new Date(time.getTime() + 1000);
  expect(await link()).not.toBe(first);
  time = new Date();
  const answer = await fetch(await link());
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="handbook.zip"',
    "content-length": String(bytes.length),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    etag,
  });
  expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
});

const host = "kb.example:8080";
const signings: { title: string; sign: Target["sign"]; origin: string }[] = [
  {
    title: "the Host, which was signed",
    sign: (request) => server.sign({ ...request, url: request.url.replace(/127\.0\.0\.1:\d+/, host) }),
    origin: `http://${host}`,
  },
  {
    title: "the address that was connected to, since the Host was not signed",
    async sign({ method, url, headers, body }) {
      const { accessKeyId, secretAccessKey: secretKey } = keys.reader;
      const payload = Buffer.from(body).toString();
      const { pathname } = new URL(url);
      const signed = { method, pathname, headers: { ...headers }, body: payload, region: "cn-beijing" };
      new Signer(signed, "air").addAuthorization({ accessKeyId, secretKey, sessionToken: "" });
      return signed.headers;
    },
    origin: server.url,
  },
];
test.each(signings)("A link leads to $title", async ({ sign, origin }) => {
  const request = { headers: { Host: host }, body: JSON.stringify({ task_id: taskId }) };
  const answer = await sendRaw(server.port, await rawRequest({ port: server.port, sign }, "getTaskInfo", request));
  expect(new URL(JSON.parse(answer.body).data.attachment_link).origin).toBe(origin);
});

const rows: {
  title: string;
  headers?: () => Record<string, string>;
  method?: string;
  status: number;
  range?: string;
  body?: () => Buffer | undefined;
}[] = [
  {
    title: "the beginning",
    headers: () => ({ range: "bytes=0-9" }),
    status: 206,
    range: "0-9",
    body: () => bytes.subarray(0, 10),
  },
  {
    title: "the middle",
    headers: () => ({ range: "bytes=100-200" }),
    status: 206,
    range: "100-200",
    body: () => bytes.subarray(100, 201),
  },
  {
    title: "from somewhere on",
    headers: () => ({ range: "bytes=100-" }),
    status: 206,
    body: () => bytes.subarray(100),
  },
  { title: "the end", headers: () => ({ range: "bytes=-7" }), status: 206, body: () => bytes.subarray(-7) },
  {
    title: "more than there is",
    headers: () => ({ range: "bytes=5-99999999" }),
    status: 206,
    body: () => bytes.subarray(5),
  },
  {
    title: "more of the end than there is",
    headers: () => ({ range: "bytes=-99999999" }),
    status: 206,
    body: () => bytes,
  },
  {
    title: "a range of the same file",
    headers: () => ({ range: "bytes=1-2", "if-range": etag }),
    status: 206,
    body: () => bytes.subarray(1, 3),
  },
  {
    title: "a range of another file",
    headers: () => ({ range: "bytes=1-2", "if-range": '"other"' }),
    status: 200,
    body: () => bytes,
  },
  {
    title: "a range of a weak tag",
    headers: () => ({ range: "bytes=1-2", "if-range": `W/${etag}` }),
    status: 200,
    body: () => bytes,
  },
  {
    title: "a range of a date",
    headers: () => ({ range: "bytes=1-2", "if-range": new Date().toUTCString() }),
    status: 200,
    body: () => bytes,
  },
  { title: "two ranges", headers: () => ({ range: "bytes=0-1,5-6" }), status: 200, body: () => bytes },
  { title: "another unit", headers: () => ({ range: "lines=0-1" }), status: 200, body: () => bytes },
  { title: "a range that is none", headers: () => ({ range: "bytes=9-1" }), status: 200, body: () => bytes },
  { title: "nothing of a range", headers: () => ({ range: "bytes=-" }), status: 200, body: () => bytes },
  {
    title: "the file that is there",
    headers: () => ({ "if-match": `"other", ${etag}` }),
    status: 200,
    body: () => bytes,
  },
  { title: "any file", headers: () => ({ "if-match": "*" }), status: 200, body: () => bytes },
  {
    title: "what is there already",
    headers: () => ({ "if-none-match": `W/${etag}` }),
    status: 304,
    body: () => undefined,
  },
  { title: "by HEAD", method: "HEAD", status: 200, body: () => undefined },
  {
    title: "a range by HEAD, which has none",
    method: "HEAD",
    headers: () => ({ range: "bytes=0-1" }),
    status: 200,
    body: () => undefined,
  },
];
test.each(rows)("Asked for $title", async ({ headers, method = "GET", status, range, body }) => {
  const answer = await fetch(await link(), { method, headers: headers?.() ?? {} });
  const got = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(status);
  expect(answer.headers.get("etag")).toBe(etag);
  const wanted = body?.();
  expect(got.equals(wanted ?? Buffer.alloc(0))).toBe(true);
  if (range !== undefined) expect(answer.headers.get("content-range")).toBe(`bytes ${range}/${bytes.length}`);
  expect(answer.headers.has("content-range")).toBe(status === 206);
  if (status === 304) return;
  expect(answer.headers.get("content-length")).toBe(String(wanted?.length ?? bytes.length));
});

test.each([
  ["a range behind the end", { range: "bytes=99999999-" }, 416],
  ["no byte", { range: "bytes=-0" }, 416],
  ["another file", { "if-match": '"other"' }, 412],
])("Asked for %s it says what there is", async (_title, headers, status) => {
  const answer = await fetch(await link(), { headers });
  expect(answer.status).toBe(status);
  if (status === 416) expect(answer.headers.get("content-range")).toBe(`bytes */${bytes.length}`);
  expect(await answer.json()).toMatchObject({ code: 1000003 });
});

const refusals: { title: string; change: (link: URL) => URL | string | Promise<URL | string>; later?: number }[] = [
  { title: "without a signature", change: ({ origin, pathname }) => origin + pathname },
  {
    title: "with another task",
    change(link) {
      link.pathname = `/downloads/${"0".repeat(32)}.zip`;
      return link;
    },
  },
  { title: "with a parameter more", change: (link) => `${link}&response-content-type=text/html` },
  { title: "with a longer time", change: (link) => String(link).replace("X-Expires=900", "X-Expires=901") },
  {
    title: "with another signature",
    change: (link) => String(link).replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
  },
  { title: "a second too late", change: (link) => link, later: 901 },
  {
    title: "signed with a key of the API",
    change: ({ origin, pathname }) => presignUrl(origin + pathname, { credentials: keys.everything }),
  },
  {
    title: "signed with the key of links, and another secret",
    async change({ origin, pathname }) {
      const { accessKeyId = "" } = (await server.storage.read((reads) => reads.findLinkKey())) ?? {};
      return presignUrl(origin + pathname, { credentials: { accessKeyId, secretAccessKey: "guessed" } });
    },
  },
];
test.each(refusals)("A link $title is refused, by GET and HEAD alike", async ({ change, later = 0 }) => {
  const changed = await change(new URL(await link()));
  time = new Date(Date.now() + later * 1000);
  for (const method of ["GET", "HEAD"]) {
    const answer = await fetch(changed, { method });
    expect(answer.status).toBe(403);
    // The client asks for another link where it reads that this one has expired.
    const message = later > 0 ? "no permission: the link has expired" : "no permission";
    const envelope = { code: 1000002, message, request_id: answer.headers.get("x-tt-logid") };
    expect(await answer.text()).toBe(method === "HEAD" ? "" : JSON.stringify(envelope));
  }
  time = new Date();
});

test("A request that a key signs is no link, and the key of links signs no request", async () => {
  const { origin, pathname } = new URL(await link());
  const url = origin + pathname;
  const signed = await signRequest({ method: "GET", url }, { credentials: keys.everything });
  expect((await fetch(url, { headers: signed })).status).toBe(403);
  const linkKey = await server.storage.read((reads) => reads.findLinkKey());
  if (linkKey === undefined) throw new Error("There is no key.");
  const answer = await call(server, "getTaskInfo", { task_id: taskId }, { key: linkKey });
  expectAnswer("getTaskInfo", answer, { status: 401, code: 1000001, message: "unauthorized" });
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is none of its methods", async (method) => {
  const answer = await fetch(await link(), { method, ...(method === "POST" && { body: "{}" }) });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect(await answer.json()).toMatchObject({ code: 1000003 });
});

test("A link whose result has gone leads nowhere, and the task does not exist", async () => {
  let now = new Date();
  const other = await runServer({ now: () => now });
  onTestFinished(() => other.stop());
  const { taskId: id } = await exportedResult(other.storage);
  const over = await other.storage.read(async (reads) => (await reads.findTask(id))?.expiryTime ?? 0);
  const ask = () => call(other, "getTaskInfo", { task_id: id }, { now: () => now });
  now = new Date(over - 1);
  const { attachment_link: link } = (await ask()).body.data ?? {};
  expect((await fetch(String(link))).status).toBe(200);
  now = new Date(over);
  for (const deleted of [false, true]) {
    expect((await fetch(String(link))).status).toBe(404);
    expectAnswer("getTaskInfo", await ask(), invalid("task not exist"));
    expect(await other.storage.change((changes) => changes.deleteLeftovers(over))).toBe(!deleted);
  }
});

test("Whoever may not read the project gets no link", async () => {
  const ledger = await exportedResult(server.storage, "ledger", "finance");
  expect((await call(server, "getTaskInfo", { task_id: ledger.taskId })).status).toBe(403);
  const foreign = await linkTo(server, ledger.taskId, { key: keys.finance });
  expect(new URL(foreign).pathname).toBe(`/downloads/${ledger.taskId}.zip`);
});

test("No link is in the log, and each answer is one line", async () => {
  const good = new URL(await link());
  server.log.length = 0;
  await (await fetch(good)).arrayBuffer();
  await (await fetch(`${good}0`)).arrayBuffer();
  const told = { method: "GET", path: good.pathname, request_id: expect.any(String), milliseconds: expect.any(Number) };
  expect(server.log).toMatchObject([
    { ...told, status: 200, code: 0 },
    { ...told, status: 403, code: 1000002, reason: "malformed-signature", explanation: expect.any(String) },
  ]);
  const { searchParams } = good;
  for (const name of ["X-Signature", "X-Credential"]) {
    expect(JSON.stringify(server.log)).not.toContain(searchParams.get(name) ?? name);
  }
});
