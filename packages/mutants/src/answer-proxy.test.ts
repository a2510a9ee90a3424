import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { connect, createServer, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { listen } from "@viking-kb/contract/testing/loopback";
import { afterEach, expect, it, onTestFinished } from "vitest";
import { type AnswerProxy, type Delivery, sendAnswer, startAnswerProxy } from "./answer-proxy.js";

let proxy: AnswerProxy | undefined;
afterEach(() => proxy?.close());

async function start(server: Server): Promise<URL> {
  const { url, close } = await listen(server);
  onTestFinished(close);
  return new URL(url);
}

const breakers: { title: string; target: () => Server }[] = [
  { title: "resets at once", target: () => createServer((socket) => socket.resetAndDestroy()) },
  {
    title: "resets within its answer",
    target: () =>
      createHttpServer(((_request, response) => {
        response.writeHead(200, { "content-length": 100 });
        response.write("{", () => response.socket?.resetAndDestroy());
      }) satisfies RequestListener),
  },
];
// An error that nobody handled would end the process, and with it this test.
it.each(breakers)("passes a target that $title on as a broken connection", async ({ target }) => {
  proxy = await startAnswerProxy(await start(target()), (answer) => answer);
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(fetch(proxy.url, { method: "POST", body: "{}" }).then((answer) => answer.text())).rejects.toThrow();
  }
});

it("does not leave the target waiting when the client hangs up", async () => {
  let targetClosed: Promise<unknown> | undefined;
  const target = createHttpServer((request) => {
    targetClosed = once(request.socket, "close");
    client.destroy();
  });
  proxy = await startAnswerProxy(await start(target), (answer) => answer);
  const client = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}");
  await once(client, "close");
  await targetClosed;
  expect(targetClosed).toBeDefined();
});

/** What comes over the wire, without what changes from run to run. */
async function received(
  delivery: Delivery | undefined,
  headers: Record<string, string | string[]> = {},
): Promise<string> {
  const server = createHttpServer((_request, response) => {
    sendAnswer(response, { status: 200, headers, bytes: Buffer.from("{ } "), delivery }).catch(() =>
      response.destroy(),
    );
  });
  const { port } = await start(server);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  const wire = await text(socket).catch((error: NodeJS.ErrnoException) => String(error.code));
  return wire.replace(/Date: [^\r]*/, "Date: now").replaceAll("\r\n", "|");
}

const rows: [delivery: Delivery | undefined, wire: string][] = [
  [undefined, "HTTP/1.1 200 OK|content-length: 4|Date: now|Connection: close||{ } "],
  [{ undated: true }, "HTTP/1.1 200 OK|content-length: 4|Connection: close||{ } "],
  [{ headMilliseconds: 1, bodyMilliseconds: 1 }, "HTTP/1.1 200 OK|content-length: 4|Date: now|Connection: close||{ } "],
  [{ lengthError: -2 }, "HTTP/1.1 200 OK|content-length: 2|Date: now|Connection: close||{ } "],
  [{ lengthError: 9 }, "HTTP/1.1 200 OK|content-length: 13|Date: now|Connection: close||{ } "],
  [{ framing: "close" }, "HTTP/1.1 200 OK|Date: now|Connection: close||{ } "],
  [{ framing: "chunked" }, "HTTP/1.1 200 OK|Date: now|Connection: close|Transfer-Encoding: chunked||2|{ |2|} |0||"],
  [{ framing: "http-1.0" }, "HTTP/1.0 200 Answered||{ } "],
  [{ framing: "reset" }, "ECONNRESET"],
  [
    { before: "100 Continue" },
    "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|content-length: 4|Date: now|Connection: close||{ } ",
  ],
  [
    { before: "102 Processing" },
    "HTTP/1.1 102 Processing||HTTP/1.1 200 OK|content-length: 4|Date: now|Connection: close||{ } ",
  ],
  [
    { before: "103 Early Hints" },
    "HTTP/1.1 103 Early Hints|Link: </style.css>; rel=preload||HTTP/1.1 200 OK|content-length: 4|Date: now|Connection: close||{ } ",
  ],
  [{ reason: "" }, "HTTP/1.1 200 |content-length: 4|Date: now|Connection: close||{ } "],
  [
    { trailers: { "X-Cost": "7" } },
    "HTTP/1.1 200 OK|Date: now|Connection: close|Transfer-Encoding: chunked||2|{ |2|} |0|X-Cost: 7||",
  ],
];
it.each(rows)("sends with %j", async (delivery, wire) => {
  expect(await received(delivery)).toBe(wire);
});

it.each([undefined, { framing: "http-1.0" } as const])(
  "keeps names as they are and values apart with %j",
  async (delivery) => {
    const wire = await received(delivery, { "X-ONE": ["1", "2"], "content-length": "99" });
    expect(wire).toContain("X-ONE: 1|X-ONE: 2|");
    expect(wire).not.toContain("99");
  },
);
