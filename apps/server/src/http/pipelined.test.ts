import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { rawRequest } from "../../testing/raw-request.js";
import { runServer } from "../../testing/running-server.js";

const server = await runServer();
afterAll(() => server.stop());

const unknown = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
const last = "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
const chunked = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
const tunnel = "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n";
const garbage = "garbage\r\n\r\n";
const signed = (await rawRequest(server.port, "getTaskInfo", { headers: { Connection: "keep-alive" } })).toString();

test.each([
  ["requests", [unknown, signed, last], [404, 400, 404]],
  ["what is no HTTP behind a request", [unknown, garbage], [404, 400]],
  ["what is no HTTP behind several requests", [signed, unknown, unknown, garbage], [400, 404, 404, 400]],
  ["a good deal of what is no HTTP behind a request", [signed, garbage.repeat(100_000)], [400, 400]],
  ["a broken request behind a good one", [unknown, chunked, "zz\r\n"], [404, 400]],
  ["a tunnel behind requests", [signed, unknown, tunnel], [400, 404, 405]],
  ["what comes behind the last request", [last, garbage.repeat(100_000)], [404]],
  ["what is no HTTP alone", [garbage], [400]],
])("Sent in one go, %s: each request has its answer, in its place", async (_what, messages, statuses) => {
  server.log.length = 0;
  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(messages.join(""));
  const received = await text(socket);
  expect([...received.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual(statuses);
  expect(received.match(/^Connection: close/gim)).toHaveLength(1);
  expect(server.log.map(({ status }) => status).sort()).toEqual([...statuses].sort());
});
