import { operations } from "@viking-kb/spec";
import { expect, test } from "vitest";
import { type RawAnswer, type RawRequest, rawRequest, sendRaw, type Target } from "./target.js";

/** The origins that `testPages` wants its target to allow. */
export const allowedOrigins = ["http://localhost:5173", "https://app.example"];

const { path } = operations.getTaskInfo;
const [origin = ""] = allowedOrigins;
const end = "Host: x\r\nConnection: close\r\n\r\n";
const asked = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,content-type\r\n";
const ask = (from: string, further = "", method = "OPTIONS") =>
  `${method} ${path} HTTP/1.1\r\n${from && `Origin: ${from}\r\n`}${further}${end}`;

const strangers = [
  "",
  "null",
  "*",
  "http://localhost",
  "http://localhost:5174",
  "https://localhost:5173",
  "http://localhost:5173/",
  "http://LOCALHOST:5173",
  "http://localhost:5173, https://app.example",
  "http://localhost:5173.evil.example",
  "http://evil.example/http://localhost:5173",
  "https://sub.app.example",
  "__proto__",
];

/** Answers of every kind, to requests of a page. */
const answers: { what: string; status: number; request?: RawRequest; message?: string }[] = [
  { what: "a refused body", status: 400, request: { body: "{}" } },
  { what: "a body that is too large", status: 400, request: { body: " ".repeat(1024 * 1024 + 1) } },
  { what: "no signature", status: 401, request: { headers: { authorization: undefined } } },
  { what: "no such path", status: 404, request: { target: "/nowhere" } },
  { what: "another method", status: 405, message: `PUT ${path} HTTP/1.1\r\nOrigin: ${origin}\r\n${end}` },
  { what: "a ping", status: 200, message: `GET /ping HTTP/1.1\r\nOrigin: ${origin}\r\n${end}` },
  { what: "two Hosts", status: 400, message: `POST ${path} HTTP/1.1\r\nHost: y\r\nOrigin: ${origin}\r\n${end}` },
  {
    what: "chunk extensions without end",
    status: 413,
    message: `POST ${path} HTTP/1.1\r\nOrigin: ${origin}\r\nTransfer-Encoding: chunked\r\n${end}1;${"a".repeat(20_000)}`,
  },
];

/** What an answer says to browsers. */
function toldTo({ headers }: RawAnswer) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(access-control-|vary$)/.test(name)));
}

/** Tests that pages of the allowed origins may call, and no others. The target allows `allowedOrigins`. */
export function testPages(target: Target): void {
  const send = async ({ message, request }: { message?: string; request?: RawRequest }, from: string) => {
    if (message !== undefined) return sendRaw(target.port, message);
    const headers = { ...(from && { Origin: from }), ...request?.headers };
    return sendRaw(target.port, await rawRequest(target, "getTaskInfo", { ...request, headers }));
  };

  test.each(allowedOrigins)("A page of %s may call, and the browser is told so when it asks", async (from) => {
    const answer = await sendRaw(target.port, ask(from, asked));
    expect(answer).toMatchObject({ status: 204, body: "" });
    expect(answer.headers).not.toHaveProperty("content-type");
    expect(toldTo(answer)).toEqual({
      vary: "Origin",
      "access-control-allow-origin": from,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers":
        "authorization,content-type,if-range,prefer,range,x-content-sha256,x-date,x-security-token",
      "access-control-expose-headers": "Content-Range,Date,ETag,Retry-After,X-Tt-Logid",
      "access-control-max-age": "3600",
    });
  });

  test("Every header that a signature adds is allowed", async () => {
    const request = { method: "POST", url: `http://x${path}`, headers: {}, body: Buffer.from("{}") };
    const { headers } = await sendRaw(target.port, ask(origin, asked));
    const allowed = headers["access-control-allow-headers"]?.split(",");
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(await target.sign(request))));
  });

  test("A page of the web may call into this machine, where Chromium asks for that", async () => {
    const answer = await sendRaw(target.port, ask(origin, `${asked}Access-Control-Request-Private-Network: true\r\n`));
    expect(answer.headers["access-control-allow-private-network"]).toBe("true");
  });

  test.each(strangers)("A page of %j may not, and gets the answer that everybody gets", async (from) => {
    const asks = `${asked}Access-Control-Request-Private-Network: true\r\n`;
    const preflight = await sendRaw(target.port, ask(from, asks));
    expect(preflight).toMatchObject({ status: 405, headers: { allow: "POST" } });
    const call = await send({ request: { body: "{}" } }, from);
    expect(call.status).toBe(400);
    for (const answer of [preflight, call]) expect(toldTo(answer)).toEqual({ vary: "Origin" });
  });

  test.each(["", "Access-Control-Request-Headers: x\r\n"])(
    "OPTIONS that is no browser's question: 405",
    async (lines) => {
      expect(await sendRaw(target.port, ask(origin, lines))).toMatchObject({ status: 405 });
    },
  );

  test.each(answers)("The page can read the answer to $what: $status", async ({ status, ...row }) => {
    const answer = await send(row, origin);
    expect(answer.status).toBe(status);
    expect(toldTo(answer)).toEqual({
      vary: "Origin",
      "access-control-allow-origin": origin,
      "access-control-expose-headers": "Content-Range,Date,ETag,Retry-After,X-Tt-Logid",
    });
  });
}

/** Tests that a target without allowed origins says nothing to any page. */
export function testNoPages(target: Target): void {
  test("No page may call, and no answer says a word about pages", async () => {
    const preflight = await sendRaw(target.port, ask(origin, asked));
    const call = await sendRaw(target.port, await rawRequest(target, "getTaskInfo", { headers: { Origin: origin } }));
    expect([preflight.status, call.status]).toEqual([405, 400]);
    for (const answer of [preflight, call]) expect(toldTo(answer)).toEqual({});
  });
}
