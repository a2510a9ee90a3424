import { once } from "node:events";
import { connect } from "node:net";
import {
  allowedOrigins,
  rawRequest,
  sendRaw,
  type Target,
  testBodies,
  testEndless,
  testMessages,
  testNoPages,
  testOrder,
  testPages,
  testPing,
} from "@viking-kb/endpoint/testing";
import { operations } from "@viking-kb/spec";
import { afterAll, expect, test, vi } from "vitest";
import { breachesOf } from "../../testing/contract-answer.js";
import { runServer } from "../../testing/running-server.js";
import { dumpDatabase } from "../../testing/table-rows.js";

const server = await runServer({ logLevel: "debug" });
const forPages = await runServer({ cors: allowedOrigins });
const before = await dumpDatabase(server.databasePath);
afterAll(() => Promise.all([server.stop(), forPages.stop()]));

const eventually = { timeout: 30_000 };
const target: Target = {
  ...server,
  judge(operationId, { status, body }) {
    const answer = JSON.parse(body);
    expect(breachesOf(operationId, status, answer)).toEqual([]);
    if (status === 200) expect(answer.data.count).toBe(1);
  },
};
testBodies(target);
testMessages(target);
testOrder(target);
testPing(target);
testNoPages(target);
testPages(forPages);
testEndless(target);

test("A request of HTTP/1.0 without Host is refused for its signature, which covers it", async () => {
  const message = await rawRequest(server, "getTaskInfo", { headers: { Host: undefined } });
  const answer = await sendRaw(server.port, message.toString().replace("HTTP/1.1", "HTTP/1.0"));
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 1000001, message: "unauthorized" });
});

test("A header that is sent twice is seen, however many stand between", async () => {
  const good = await rawRequest(server, "getTaskInfo", { body: '{"task_id":"running"}' });
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
  socket.write(
    `POST ${operations.getDocInfo.path} HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\nHost: x\r\nConnection: close\r\n\r\n{`,
  );
  // The interim answer shows that the request has arrived.
  await once(socket, "data");
  socket.resetAndDestroy();
  await vi.waitFor(() => expect(server.log).toMatchObject([{ level: 20, msg: "the client hung up" }]), eventually);
  const next = { body: '{"collection_name":"handbook"}' };
  expect(await sendRaw(server.port, await rawRequest(server, "listPoints", next))).toMatchObject({ status: 200 });
});

test("All this has changed nothing in the database", async () => {
  expect(await dumpDatabase(server.databasePath)).toEqual(before);
});
