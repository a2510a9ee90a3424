import { connect } from "node:net";
import { operations } from "@viking-kb/spec";
import { expect, test } from "vitest";
import type { Target } from "./target.js";

const mebibyte = 1024 * 1024;
/** The bytes after which the client gives up, and a number far above all that both ends of a connection buffer. */
const [endless, bounded] = [512 * mebibyte, 64 * mebibyte];
const bytes = Buffer.alloc(65_536, "a");
const chunk = Buffer.concat([Buffer.from("10000\r\n"), bytes, Buffer.from("\r\n")]);

/** Sends a head, then pieces until the connection is cut. */
async function sendEndlessly(port: number, head: string, piece: Buffer): Promise<{ received: string; sent: number }> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let received = "";
  let sent = 0;
  socket.on("data", (data) => {
    received += data;
  });
  socket.on("error", () => undefined);
  const sendOn = (error?: Error | null) => {
    if (error) return;
    sent += piece.length;
    if (sent > endless) socket.destroy();
    else socket.write(piece, sendOn);
  };
  socket.write(head, sendOn);
  await closed;
  return { received, sent };
}

const { path } = operations.getTaskInfo;
const length = `Host: x\r\nContent-Length: ${2 ** 40}\r\n\r\n`;
const inChunks = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n";
const tooLarge = "body: must not be larger than 1048576 bytes";

const rows = [
  {
    what: "on no path",
    head: `POST /a HTTP/1.1\r\n${length}`,
    piece: bytes,
    status: 404,
    reason: "path: /a is unknown",
  },
  {
    what: "on no path, in chunks",
    head: `POST /a HTTP/1.1\r\n${inChunks}`,
    piece: chunk,
    status: 404,
    reason: "path: /a is unknown",
  },
  {
    what: "with a wrong method",
    head: `PUT ${path} HTTP/1.1\r\n${length}`,
    piece: bytes,
    status: 405,
    reason: "method: is PUT",
  },
  { what: "to an operation", head: `POST ${path} HTTP/1.1\r\n${length}`, piece: bytes, status: 400, reason: tooLarge },
  {
    what: "to an operation, in chunks",
    head: `POST ${path} HTTP/1.1\r\n${inChunks}`,
    piece: chunk,
    status: 400,
    reason: tooLarge,
  },
  { what: "what is no HTTP", head: "garbage\r\n\r\n", piece: bytes, status: 400, reason: "HTTP: Parse Error" },
];

/** Tests clients that send without an end. Each test takes the time that a client has to read the answer. */
export function testEndless({ port, log }: Target): void {
  test.concurrent.each(rows)("Whoever sends without end, $what, is answered and cut off", async (row) => {
    const { received, sent } = await sendEndlessly(port, row.head, row.piece);
    expect(sent).toBeLessThan(bounded);
    expect(received.match(/^HTTP\/1.1 \d+/gm)).toEqual([`HTTP/1.1 ${row.status}`]);
    expect(received).toMatch(/^Connection: close/im);
    expect(received).toContain(`"message":"invalid request:${row.reason}`);
    const { request_id } = JSON.parse(received.slice(received.indexOf("{")));
    const lines = log?.filter((line) => line.request_id === request_id);
    if (lines) expect(lines).toMatchObject([{ status: row.status, code: 1000003 }]);
  });
}
