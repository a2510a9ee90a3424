import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { paths } from "../../testing/contract-answer.js";
import { dumpDatabase } from "../../testing/database-dump.js";
import { expectInvalid, type Reason } from "../../testing/expect-envelope.js";
import { rawRequest, type SendOptions, sendRaw } from "../../testing/raw-request.js";
import { type RunningServer, runServer } from "../../testing/running-server.js";

let server: RunningServer;
let before: unknown;
beforeAll(async () => {
  server = await runServer({ logLevel: "debug" });
  before = dumpDatabase(server.databasePath);
});
afterAll(() => server.stop());

const eventually = { timeout: 30_000 };
const info = paths.getDocInfo;
const known = Object.values(paths).join(", ");
const unknownPath = (path: string) => `path: ${path} is unknown; there are ${known}`;
const end = "Host: x\r\nConnection: close\r\n\r\n";

/** What is no operation, or no HTTP; none of it is signed. */
const unreached: [what: string, message: string, status: number, reason: Reason, send?: SendOptions][] = [
  ...[
    "/",
    "/api",
    `${info}/`,
    `/${info}`,
    info.replace("/doc", "//doc"),
    info.replace("/doc", "/./doc"),
    info.replace("/doc", "/x/../doc"),
    info.replace("/doc", "/%2e/doc"),
    info.replace("/doc", "%2Fdoc"),
    info.replace("doc", "%64oc"),
    info.toUpperCase(),
    `${info};a=b`,
    `${info}#a`,
    `${info}%00`,
    "/%zz",
    "/%ff",
    "/__proto__",
    `http://x${info}`,
  ].map((path): (typeof unreached)[number] => [path, `POST ${path} HTTP/1.1\r\n${end}`, 404, unknownPath(path)]),
  ["a query on no path", `POST /?a=b HTTP/1.1\r\n${end}`, 404, unknownPath("/")],
  ["OPTIONS *", `OPTIONS * HTTP/1.1\r\n${end}`, 404, unknownPath("*")],
  ...["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "PURGE"].map(
    (method): (typeof unreached)[number] => [
      `${method} on a path of an operation`,
      `${method} ${info}?a=b HTTP/1.1\r\n${end}`,
      405,
      `method: is ${method}, must be POST`,
    ],
  ),
  ["CONNECT", `CONNECT x:80 HTTP/1.1\r\n${end}`, 405, "method: is CONNECT, must be POST"],
  [
    "an odd content type on no path",
    `POST /a HTTP/1.1\r\nContent-Type: odd\r\nContent-Length: 2\r\n${end}{}`,
    404,
    unknownPath("/a"),
  ],
  [
    "8 MB on no path",
    `POST /a HTTP/1.1\r\nContent-Length: 8000000\r\n${end}${"a".repeat(8e6)}`,
    404,
    unknownPath("/a"),
  ],
  [
    "8 MB with a wrong method",
    `PUT ${info} HTTP/1.1\r\nContent-Length: 8000000\r\n${end}${"a".repeat(8e6)}`,
    405,
    "method: is PUT, must be POST",
  ],
  ["no Host on no path", "POST /a HTTP/1.1\r\nConnection: close\r\n\r\n", 404, unknownPath("/a")],
  ["an odd Expect on no path", `POST /a HTTP/1.1\r\nExpect: odd\r\n${end}`, 404, unknownPath("/a")],
  ["what is no HTTP", "garbage\r\n\r\n", 400, /^HTTP: Parse Error/],
  ["TLS", "\u0016\u0003\u0001\u0002\u0000", 400, /^HTTP: Parse Error/],
  ["a method that HTTP does not know", `BREW ${info} HTTP/1.1\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["a method in small letters", `post ${info} HTTP/1.1\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["another version", `POST ${info} HTTP/9.9\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["a space in the path", `POST /a b HTTP/1.1\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["a header without a name", `POST ${info} HTTP/1.1\r\n: a\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["a NUL in a header", `POST ${info} HTTP/1.1\r\nX: a\0b\r\n${end}`, 400, /^HTTP: Parse Error/],
  ["a length that is no number", `POST ${info} HTTP/1.1\r\nContent-Length: ten\r\n${end}`, 400, /^HTTP: Parse Error/],
  [
    "two lengths",
    `POST ${info} HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${end}`,
    400,
    /^HTTP: Parse Error/,
  ],
  [
    "length and chunks",
    `POST ${info} HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${end}`,
    400,
    /^HTTP: /,
  ],
  ["a broken chunk", `POST ${info} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${end}zz\r\n`, 400, /^HTTP: Parse Error/],
  [
    "chunk extensions without end",
    `POST ${info} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${end}1;${"a".repeat(20_000)}`,
    413,
    /^HTTP: /,
  ],
  [
    "a header of 40 kB",
    `POST ${info} HTTP/1.1\r\nX: ${"a".repeat(40_000)}\r\n${end}`,
    431,
    /^HTTP: Parse Error: Header overflow/,
  ],
  ["a path of 40 kB", `POST /${"a".repeat(40_000)} HTTP/1.1\r\n${end}`, 431, /^HTTP: Parse Error: Header overflow/],
  ["half a head", `POST ${info} HTTP/1.1\r\nHo`, 400, /^HTTP: Parse Error/, { halfClose: true }],
  [
    "half a body",
    `POST ${info} HTTP/1.1\r\nContent-Length: 9\r\n${end}{`,
    400,
    /^HTTP: Parse Error/,
    { halfClose: true },
  ],
];
test.each(unreached)("%s", async (_what, message, status, reason, options) => {
  server.log.length = 0;
  const answer = await sendRaw(server.port, Buffer.from(message, "latin1"), options);
  expect(answer.status).toBe(status);
  expect(answer.headers.allow).toBe(status === 405 ? "POST" : undefined);
  expect(answer.headers.connection).toBe("close");
  expect(server.log.filter(({ msg }) => msg === "answered")).toMatchObject([{ status, code: 1000003 }]);
  if (message.startsWith("HEAD")) expect(answer.body).toBe("");
  else expectInvalid(server, answer, status, reason);
});

test("A request without Host is refused for its signature, which covers it", async () => {
  const message = await rawRequest(server.port, "getTaskInfo", { headers: { Host: undefined } });
  const answer = await sendRaw(server.port, message);
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 1000001, message: "unauthorized" });
});

test("A header that is sent twice is seen, however many stand between", async () => {
  const good = await rawRequest(server.port, "getTaskInfo", { body: '{"task_id":"running"}' });
  const [requestLine, ...rest] = good.toString().split("\r\n");
  const send = (...lines: string[]) =>
    sendRaw(server.port, [requestLine, ...rest.slice(0, -2), ...lines, ...rest.slice(-2)].join("\r\n"));
  const many = Array<string>(2100).fill("a:b");
  expect(await send(...many)).toMatchObject({ status: 200 });
  expect(await send(...many, "X-Date: 20200101T000000Z")).toMatchObject({ status: 401 });
});

test("A client that hangs up in the middle of its body is no failure, and the next one is served", async () => {
  server.log.length = 0;
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`POST ${info} HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n${end}{`);
  // The interim answer shows that the request has arrived.
  await once(socket, "data");
  socket.resetAndDestroy();
  await vi.waitFor(() => expect(server.log).toMatchObject([{ level: 20, msg: "the client hung up" }]), eventually);
  const next = { body: '{"collection_name":"handbook"}' };
  expect(await sendRaw(server.port, await rawRequest(server.port, "listPoints", next))).toMatchObject({ status: 200 });
});

test("A client that hangs up before it hears that there are no tunnels is no failure either", async () => {
  for (let count = 0; count < 20; count++) {
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(`CONNECT x:80 HTTP/1.1\r\n${end}`);
    socket.resetAndDestroy();
  }
  expect(await sendRaw(server.port, `POST /a HTTP/1.1\r\n${end}`)).toMatchObject({ status: 404 });
});

test("All this has changed nothing in the database", () => {
  expect(dumpDatabase(server.databasePath)).toEqual(before);
});
