import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { examplesOf, operations, pathOf, strictContract } from "../testing/cases.js";
import { envelopeOf, post, sendRaw } from "../testing/send.js";
import { startMock } from "./start-mock.js";

const requestId = `02${"ab".repeat(25)}c`;
const lines: string[] = [];
const options = { port: 0, newRequestId: () => requestId, log: (line: string) => lines.push(line) };
const mock = await startMock(options);
afterAll(() => mock.close());

const unsigned = { Authorization: "" };
const located = { collection_name: "handbook" };
const refusals: [operationId: string, body: object | string, headers: Record<string, string>, reason: string][] = [
  // schema
  ["getCollectionInfo", {}, {}, "name: name or resource_id is required"],
  ["getCollectionInfo", { name: null, resource_id: "" }, {}, "name: name or resource_id is required"],
  ["getDocInfo", {}, {}, "collection_name: collection_name or resource_id is required"],
  ["listPoints", { limit: 10 }, {}, "collection_name: collection_name or resource_id is required"],
  ["getCollectionInfo", { name: 5 }, {}, "name: must be string or null"],
  ["getCollectionInfo", { name: "1st" }, {}, "name: must start with a letter and hold only letters, digits and _"],
  ["getCollectionInfo", { name: "a".repeat(65) }, {}, "name: must NOT have more than 64 characters"],
  ["getCollectionInfo", { resource_id: 5 }, {}, "resource_id: must be string or null"],
  ["getDocInfo", located, {}, "doc_id: is required"],
  ["getDocInfo", { ...located, doc_id: null }, {}, "doc_id: must be string"],
  ["getDocInfo", { ...located, doc_id: "" }, {}, "doc_id: must NOT have fewer than 1 characters"],
  ["listPoints", { ...located, limit: 101 }, {}, "limit: must be <= 100"],
  ["listPoints", { ...located, limit: -2 }, {}, "limit: must be >= -1"],
  ["listPoints", { ...located, limit: "10" }, {}, "limit: must be integer or null"],
  ["listPoints", { ...located, offset: 0.5 }, {}, "offset: must be integer or null"],
  ["listPoints", { ...located, doc_ids: "handbook" }, {}, "doc_ids: must be array or null"],
  ["listPoints", { ...located, doc_ids: ["a", 1] }, {}, "doc_ids.1: must be string"],
  ["listPoints", { ...located, doc_ids: Array(101).fill("a") }, {}, "doc_ids: must not hold more than 100 entries"],
  ["listPoints", { ...located, doc_ids: ["a", "\0"] }, {}, "doc_ids.1: must not hold the character U+0000"],
  ["listPoints", { ...located, project: "\udc00" }, {}, "project: must not hold half a surrogate pair"],
  ["getTaskInfo", {}, {}, "task_id: is required"],
  ["getTaskInfo", { task_id: "running\0" }, {}, "task_id: must not hold the character U+0000"],
  // Prefer
  [
    "getTaskInfo",
    {},
    { Prefer: "code=418" },
    "Prefer: getTaskInfo has no code 418; it has 200, 400, 401, 403, 429, 500",
  ],
  [
    "getTaskInfo",
    {},
    { Prefer: "code=403, example=running" },
    `Prefer: getTaskInfo has no example running under code 403; it has ${examplesOf("getTaskInfo")}`,
  ],
  [
    "getTaskInfo",
    {},
    { Prefer: "example=nope" },
    `Prefer: getTaskInfo has no example nope; it has ${examplesOf("getTaskInfo")}`,
  ],
  ["getTaskInfo", {}, { Prefer: "dynamic=perhaps" }, "Prefer: dynamic is perhaps, must be true or false"],
  ...["exmaple=running", "example", "rubbish", "code=400, my-code=400"].map((preference): (typeof refusals)[number] => {
    const unknown = preference.split(", ").at(-1);
    const reason = `Prefer: ${unknown} is not known; there are code=…, example=… and dynamic=true`;
    return ["getTaskInfo", {}, { Prefer: preference }, reason];
  }),
];
test.each(refusals)("%s %j %j: %s", async (operationId, body, headers, reason) => {
  const answer = await post(`${mock.url}${pathOf(operationId)}`, body, headers);
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.json()).toEqual({
    code: 1000003,
    message: `invalid request:${reason}`,
    request_id: requestId,
  });
});

test.each([
  ["{}", {}],
  ["{oops", {}],
  ["{}", { "Content-Type": "text/plain" }],
  [JSON.stringify({ task_id: "xxx" }), { Prefer: "dynamic=true" }],
])("Unsigned, %s %j is answered with the documented 401", async (body, headers) => {
  const answer = await post(`${mock.url}${pathOf("getTaskInfo")}`, body, { ...unsigned, ...headers });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: 1000001, message: "unauthorized" });
});

test.each([
  ["POST", "/", 404],
  ["GET", "/api/knowledge/doc/nope", 404],
  ["POST", "/api/knowledge/doc/info/", 404],
  ["GET", "/api/knowledge/doc/info", 405],
  ["PUT", "/api/knowledge/doc/info?a=b", 405],
  ["OPTIONS", "/api/knowledge/doc/info", 405],
  ["HEAD", "/api/knowledge/doc/info", 405],
])("%s %s is answered %i", async (method, path, status) => {
  const answer = await fetch(`${mock.url}${path}`, { method });
  const reason =
    status === 405
      ? `method: is ${method}, must be POST`
      : `path: ${path} is unknown; there are ${operations.map(({ path }) => path).join(", ")}`;
  expect(answer.status).toBe(status);
  expect(answer.headers.get("allow")).toBe(status === 405 ? "POST" : null);
  expect(answer.headers.get("content-type")).toBe("application/json");
  const body = { code: 1000003, message: `invalid request:${reason}`, request_id: requestId };
  expect(await answer.text()).toBe(method === "HEAD" ? "" : JSON.stringify(body));
});

const info = "POST /api/knowledge/task/info HTTP/1.1";
test.each([
  ["what is not HTTP", "garbage\r\n\r\n", 400, "HTTP: Parse Error: "],
  ["too many headers", `${info}\r\nHost: x\r\nX: ${"a".repeat(40_000)}\r\n\r\n`, 431, "HTTP: Parse Error: "],
  ["a broken chunk", `${info}\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`, 400, "HTTP: Parse Error: "],
  ["CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 405, "method: is CONNECT, must be POST"],
  [
    "8 MB on no path",
    `POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\nConnection: close\r\n\r\n${"a".repeat(8e6)}`,
    404,
    "path: /a is unknown",
  ],
  ["no Host", `${info}\r\nAuthorization: x\r\nConnection: close\r\n\r\n`, 400, "Content-Type: is absent"],
  [
    "an odd Expect",
    `${info}\r\nAuthorization: x\r\nExpect: odd\r\nConnection: close\r\n\r\n`,
    400,
    "Content-Type: is absent",
  ],
])("The envelope, also for %s", async (_what, message, status, reason) => {
  const answer = await sendRaw(mock.port, message);
  expect(answer.status).toBe(status);
  const body = JSON.parse(answer.body);
  expect(body).toEqual({ code: 1000003, message: expect.any(String), request_id: requestId });
  expect(body.message).toMatch(`invalid request:${reason}`);
});

test("Clients that reset a CONNECT do not end the mock", async () => {
  for (let count = 0; count < 20; count++) {
    const socket = connect(mock.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write("CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n");
    socket.resetAndDestroy();
  }
  expect((await sendRaw(mock.port, "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n")).status).toBe(405);
});

test("A failure inside is logged and not shown", async () => {
  const contract = strictContract();
  delete contract.paths[pathOf("getTaskInfo")].post.responses["200"].content;
  const broken = await startMock({ ...options, contract });
  lines.length = 0;
  const answer = await post(`${broken.url}${pathOf("getTaskInfo")}`, { task_id: "xxx" });
  await broken.close();
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ code: 1000028, message: "internal error", request_id: requestId });
  expect(lines).toEqual([expect.stringContaining("task/info documents no body for 200")]);
});

test("A request_id of the mock's own is 53 hexadecimal characters that begin with 02, another one each time", async () => {
  const own = await startMock({ port: 0 });
  const ask = async () => (await envelopeOf(await fetch(own.url))).request_id;
  const ids = [await ask(), await ask()];
  await own.close();
  for (const id of ids) expect(id).toMatch(/^02[0-9a-f]{51}$/);
  expect(ids[0]).not.toBe(ids[1]);
});
