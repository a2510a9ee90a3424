import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { operations } from "@viking-kb/spec";
import { expect, test } from "vitest";
import { expectInvalid, type Reason, rawRequest, type SendOptions, sendRaw, type Target } from "./target.js";

const info = operations.getDocInfo.path;
const known = Object.values(operations)
  .map(({ path }) => path)
  .join(", ");
const unknownPath = (path: string) => `path: ${path} is unknown; there are ${known}`;
const end = "Host: x\r\nConnection: close\r\n\r\n";
const noHttp = /^HTTP: Parse Error/;

interface Unreached extends SendOptions {
  readonly what: string;
  readonly message: string;
  readonly status: number;
  readonly reason: Reason;
}

const unknownPaths = [
  "/",
  "/api",
  "/api/knowledge/doc/nope",
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
];
const otherMethods = ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "PURGE"];

/** Requests to no operation; none of them is signed. */
const unknown: Unreached[] = [
  ...unknownPaths.map((path) => ({
    what: path,
    message: `POST ${path} HTTP/1.1\r\n${end}`,
    status: 404,
    reason: unknownPath(path),
  })),
  { what: "a query on no path", message: `POST /?a=b HTTP/1.1\r\n${end}`, status: 404, reason: unknownPath("/") },
  { what: "OPTIONS *", message: `OPTIONS * HTTP/1.1\r\n${end}`, status: 404, reason: unknownPath("*") },
  ...otherMethods.map((method) => ({
    what: `${method} on a path of an operation`,
    message: `${method} ${info}?a=b HTTP/1.1\r\n${end}`,
    status: 405,
    reason: `method: is ${method}, must be POST`,
  })),
  {
    what: "CONNECT",
    message: `CONNECT x:80 HTTP/1.1\r\n${end}`,
    status: 405,
    reason: "method: is CONNECT, must be POST",
  },
  {
    what: "an odd content type on no path",
    message: `POST /a HTTP/1.1\r\nContent-Type: odd\r\nContent-Length: 2\r\n${end}{}`,
    status: 404,
    reason: unknownPath("/a"),
  },
  {
    what: "8 MB on no path",
    message: `POST /a HTTP/1.1\r\nContent-Length: 8000000\r\n${end}${"a".repeat(8e6)}`,
    status: 404,
    reason: unknownPath("/a"),
  },
  {
    what: "8 MB with a wrong method",
    message: `PUT ${info} HTTP/1.1\r\nContent-Length: 8000000\r\n${end}${"a".repeat(8e6)}`,
    status: 405,
    reason: "method: is PUT, must be POST",
  },
  {
    what: "no Host in HTTP/1.0",
    message: "POST /a HTTP/1.0\r\n\r\n",
    status: 404,
    reason: unknownPath("/a"),
  },
  {
    what: "an odd Expect on no path",
    message: `POST /a HTTP/1.1\r\nExpect: odd\r\n${end}`,
    status: 404,
    reason: unknownPath("/a"),
  },
];

const oneHost = "Host: must be one host, with or without a port";
/** Header lines and targets by which it is not clear whom a request is for. */
const hosts: [what: string, lines: string, reason: string, target?: string][] = [
  ["no Host", "", "Host: is absent"],
  ["Host twice", "Host: x\r\nHost: x\r\n", "Host: is there more than once"],
  ["two Hosts far apart", "Host: x\r\nAccept: */*\r\nhost: y\r\n", "Host: is there more than once"],
  ["two hosts in one", "Host: x, y\r\n", oneHost],
  ["two hosts in one, without a space", "Host: x,y\r\n", oneHost],
  ["two hosts with a space", "Host: x y\r\n", oneHost],
  ["an empty Host", "Host:\r\n", oneHost],
  ["a port alone", "Host: :80\r\n", oneHost],
  ["two ports", "Host: x:1:2\r\n", oneHost],
  ["a port that is none", "Host: x:http\r\n", oneHost],
  ["a path in Host", "Host: x/y\r\n", oneHost],
  ["a URL in Host", "Host: http://x\r\n", oneHost],
  ["a user in Host", "Host: a@x\r\n", oneHost],
  ["IPv6 without brackets", "Host: ::1\r\n", oneHost],
  ["half a bracket", "Host: [::1\r\n", oneHost],
  ["letters beyond ASCII in Host", "Host: \u00e9\r\n", oneHost],
  ["another host in the target", "Host: x\r\n", "Host: is another than that of the target", `http://y${info}`],
  ["another port in the target", "Host: x\r\n", "Host: is another than that of the target", `http://x:81${info}`],
  ["a user in the target", "Host: x\r\n", "Host: is another than that of the target", `http://a@x${info}`],
];
/** Hosts that are as they should be. */
const soundHosts: [host: string, target: string][] = [
  ...["localhost", "x.example.", "my_kb:4020", "127.0.0.1:4020", "[::1]", "[::1]:4020", "X:"].map(
    (host): [string, string] => [host, "/a"],
  ),
  ["x:80", "http://x/a"],
  ["X", "HTTP://x:80/a"],
  ["x", "https://x:443/a"],
];

const post = `POST ${info} HTTP/1.1\r\n`;
/** Messages that are not HTTP. */
const broken: Unreached[] = [
  { what: "what is no HTTP", message: "garbage\r\n\r\n", status: 400, reason: noHttp },
  { what: "TLS", message: "\u0016\u0003\u0001\u0002\u0000", status: 400, reason: noHttp },
  {
    what: "a method that HTTP does not know",
    message: `BREW ${info} HTTP/1.1\r\n${end}`,
    status: 400,
    reason: noHttp,
  },
  { what: "a method in small letters", message: `post ${info} HTTP/1.1\r\n${end}`, status: 400, reason: noHttp },
  { what: "another version", message: `POST ${info} HTTP/9.9\r\n${end}`, status: 400, reason: noHttp },
  { what: "a space in the path", message: `POST /a b HTTP/1.1\r\n${end}`, status: 400, reason: noHttp },
  { what: "a header without a name", message: `${post}: a\r\n${end}`, status: 400, reason: noHttp },
  { what: "a NUL in a header", message: `${post}X: a\0b\r\n${end}`, status: 400, reason: noHttp },
  {
    what: "a length that is no number",
    message: `${post}Content-Length: ten\r\n${end}`,
    status: 400,
    reason: noHttp,
  },
  {
    what: "two lengths",
    message: `${post}Content-Length: 1\r\nContent-Length: 2\r\n${end}`,
    status: 400,
    reason: noHttp,
  },
  {
    what: "length and chunks",
    message: `${post}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n${end}`,
    status: 400,
    reason: /^HTTP: /,
  },
  {
    what: "a broken chunk",
    message: `${post}Transfer-Encoding: chunked\r\n${end}zz\r\n`,
    status: 400,
    reason: noHttp,
  },
  {
    what: "chunk extensions without end",
    message: `${post}Transfer-Encoding: chunked\r\n${end}1;${"a".repeat(20_000)}`,
    status: 413,
    reason: /^HTTP: /,
  },
  {
    what: "a header of 40 kB",
    message: `${post}X: ${"a".repeat(40_000)}\r\n${end}`,
    status: 431,
    reason: /^HTTP: Parse Error: Header overflow/,
  },
  {
    what: "a path of 40 kB",
    message: `POST /${"a".repeat(40_000)} HTTP/1.1\r\n${end}`,
    status: 431,
    reason: /^HTTP: Parse Error: Header overflow/,
  },
  { what: "half a head", message: `POST ${info} HTTP/1.1\r\nHo`, status: 400, reason: noHttp, halfClose: true },
  { what: "half a body", message: `${post}Content-Length: 9\r\n${end}{`, status: 400, reason: noHttp, halfClose: true },
];

const keepAlive = { headers: { Connection: "keep-alive" } };
const garbage = "garbage\r\n\r\n";
const nowhere = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
const last = `GET /a HTTP/1.1\r\n${end}`;
const chunked = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
const tunnel = "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n";
/** Stands for a signed request with the fault that is looked for last. */
const signed = "signed";

const pipelined: [what: string, messages: string[], statuses: number[]][] = [
  ["requests", [nowhere, signed, last], [404, 400, 404]],
  ["what is no HTTP behind a request", [nowhere, garbage], [404, 400]],
  ["what is no HTTP behind several requests", [signed, nowhere, nowhere, garbage], [400, 404, 404, 400]],
  ["a good deal of what is no HTTP behind a request", [signed, garbage.repeat(100_000)], [400, 400]],
  ["a broken request behind a good one", [nowhere, chunked, "zz\r\n"], [404, 400]],
  ["a tunnel behind requests", [signed, nowhere, tunnel], [400, 404, 405]],
  ["what comes behind the last request", [last, garbage.repeat(100_000)], [404]],
  ["what is no HTTP alone", [garbage], [400]],
];

/**
 * Tests messages that reach no operation: unknown requests, messages that are not HTTP, and both after other requests.
 */
export function testMessages(target: Target): void {
  const unclear = hosts.map(([what, lines, reason, path = info]): Unreached => {
    return { what, message: `POST ${path} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`, status: 400, reason };
  });
  const clear = soundHosts.map(([host, path]): Unreached => {
    const message = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    return { what: `Host: ${host} at ${path}`, message, status: 404, reason: unknownPath(path) };
  });
  test.each([...unknown, ...broken, ...unclear, ...clear])("$what", async ({ message, status, reason, ...options }) => {
    if (target.log) target.log.length = 0;
    const answer = await sendRaw(target.port, Buffer.from(message, "latin1"), options);
    expect(answer.status).toBe(status);
    expect(answer.headers.allow).toBe(status === 405 ? "POST" : undefined);
    expect(answer.headers.connection).toBe("close");
    const answered = target.log?.filter(({ msg }) => msg === "answered");
    if (answered) expect(answered).toMatchObject([{ status, code: 1000003 }]);
    if (message.startsWith("HEAD")) expect(answer.body).toBe("");
    else expectInvalid(target, answer, status, reason);
  });

  test.each(pipelined)(
    "Sent in one go, %s: each request has its answer, in its place",
    async (_what, messages, statuses) => {
      const good = (await rawRequest(target, "getTaskInfo", keepAlive)).toString();
      if (target.log) target.log.length = 0;
      const socket = connect(target.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(messages.map((message) => (message === signed ? good : message)).join(""));
      const received = await text(socket);
      expect([...received.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual(statuses);
      expect(received.match(/^Connection: close/gim)).toHaveLength(1);
      const answered = target.log?.filter(({ msg }) => msg === "answered").map(({ status }) => status);
      if (answered) expect(answered.sort()).toEqual([...statuses].sort());
    },
  );

  test("A client that hangs up before it hears that there are no tunnels is no failure", async () => {
    for (let count = 0; count < 20; count++) {
      const socket = connect(target.port, "127.0.0.1");
      await once(socket, "connect");
      socket.write(`CONNECT x:80 HTTP/1.1\r\n${end}`);
      socket.resetAndDestroy();
    }
    expect(await sendRaw(target.port, `POST /a HTTP/1.1\r\n${end}`)).toMatchObject({ status: 404 });
  });
}
