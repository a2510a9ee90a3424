import { expect, test } from "vitest";
import { expectInvalid, rawRequest, sendRaw, type Target } from "./target.js";

const end = "Host: x\r\nConnection: close\r\n\r\n";
const pong = '{"code":0,"message":"success"}';

const pings: [what: string, message: string][] = [
  ["GET", `GET /ping HTTP/1.1\r\n${end}`],
  ["with a query", `GET /ping?a=%zz HTTP/1.1\r\n${end}`],
  ["of HTTP/1.0", "GET /ping HTTP/1.0\r\n\r\n"],
  ["with a body, as the vendor's Python SDK sends it", `GET /ping HTTP/1.1\r\nContent-Length: 2\r\n${end}{}`],
  ["with a signature that is none", `GET /ping HTTP/1.1\r\nAuthorization: HMAC-SHA256 no\r\nX-Date: no\r\n${end}`],
  ["for HTML", `GET /ping HTTP/1.1\r\nAccept: text/html\r\nPrefer: code=403\r\n${end}`],
];

/** Tests the health check, which stands outside the contract. */
export function testPing(target: Target): void {
  test.each(pings)("A ping, %s, is answered without a look at anything", async (_what, message) => {
    if (target.log) target.log.length = 0;
    const answer = await sendRaw(target.port, message);
    expect(answer).toMatchObject({
      status: 200,
      body: pong,
      headers: { "content-type": "application/json; charset=utf-8", "content-length": String(pong.length) },
    });
    if (target.log) expect(target.log).toEqual([]);
  });

  test("HEAD has the headers of GET, and nothing else", async () => {
    const [get, head] = [
      await sendRaw(target.port, `GET /ping HTTP/1.1\r\n${end}`),
      await sendRaw(target.port, `HEAD /ping HTTP/1.1\r\n${end}`),
    ];
    const varying = { date: expect.any(String), "x-tt-logid": expect.stringMatching(/^02[0-9a-f]{51}$/) };
    expect(head).toEqual({ ...get, headers: { ...get.headers, ...varying }, body: "" });
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s is refused, with what is allowed", async (method) => {
    const message = `${method} /ping HTTP/1.1\r\nContent-Length: 2\r\n${end}{}`;
    const answer = await sendRaw(target.port, message);
    expect(answer.headers.allow).toBe("GET, HEAD");
    expectInvalid(target, answer, 405, `method: is ${method}, must be GET, HEAD`);
  });

  test.each(["/ping/", "/Ping", "//ping", "/%70ing", "/api/ping"])("%s is no ping", async (path) => {
    expect(await sendRaw(target.port, `GET ${path} HTTP/1.1\r\n${end}`)).toMatchObject({ status: 404 });
  });

  test("A ping, then a call, on one connection", async () => {
    const ping = "GET /ping HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
    const call = await rawRequest(target, "getTaskInfo");
    const { body } = await sendRaw(target.port, Buffer.concat([Buffer.from(ping), call]));
    expect(body).toMatch(/^\{"code":0,"message":"success"\}HTTP\/1\.1 400 /);
  });
}
