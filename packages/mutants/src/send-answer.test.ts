import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { type Delivery, sendAnswer } from "./answer-proxy.js";

let server: ReturnType<typeof createServer> | undefined;
afterEach(() => server?.close());

/** What comes over the wire, without what changes from run to run. */
async function received(
  delivery: Delivery | undefined,
  headers: Record<string, string | string[]> = {},
): Promise<string> {
  server = createServer((_request, response) => {
    sendAnswer(response, { status: 200, headers, bytes: Buffer.from("{ } "), delivery }).catch(() =>
      response.destroy(),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
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
