import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { pathOf } from "../testing/cases.js";
import { startMock } from "./start-mock.js";

const mock = await startMock({ port: 0 });
afterAll(() => mock.close());

const mebibyte = 1024 * 1024;
/** Where the client gives up, and what is far above all that the two ends of a connection hold back. */
const [endless, bounded] = [512 * mebibyte, 64 * mebibyte];
const bytes = Buffer.alloc(65_536, "a");
const chunk = Buffer.concat([Buffer.from("10000\r\n"), bytes, Buffer.from("\r\n")]);

/** Sends a head, then pieces until it is cut off. */
async function sendEndlessly(head: string, piece: Buffer): Promise<{ received: string; sent: number }> {
  const socket = connect({ port: mock.port, host: "127.0.0.1", allowHalfOpen: true });
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

const length = `Host: x\r\nContent-Length: ${2 ** 40}\r\n\r\n`;
const inChunks = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n";
const tooLarge = "body: must not be larger than 1048576 bytes";
const path = pathOf("getTaskInfo");
// Each ends with the time that a client has to read the answer.
test.concurrent.each([
  ["on no path", `POST /a HTTP/1.1\r\n${length}`, bytes, 404, "path: /a is unknown"],
  ["on no path, in chunks", `POST /a HTTP/1.1\r\n${inChunks}`, chunk, 404, "path: /a is unknown"],
  ["with a wrong method", `PUT ${path} HTTP/1.1\r\n${length}`, bytes, 405, "method: is PUT"],
  ["to an operation", `POST ${path} HTTP/1.1\r\n${length}`, bytes, 400, tooLarge],
  ["to an operation, in chunks", `POST ${path} HTTP/1.1\r\n${inChunks}`, chunk, 400, tooLarge],
])("Whoever sends without end, %s, is answered and cut off", async (_what, head, piece, status, reason) => {
  const { received, sent } = await sendEndlessly(head, piece);
  expect(sent).toBeLessThan(bounded);
  expect(received.match(/^HTTP\/1.1 \d+/gm)).toEqual([`HTTP/1.1 ${status}`]);
  expect(received).toMatch(/^Connection: close/im);
  expect(received).toContain(`"message":"invalid request:${reason}`);
});
