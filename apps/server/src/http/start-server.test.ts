import { once } from "node:events";
import { connect } from "node:net";
import { timeLimits } from "@viking-kb/endpoint";
import { expectInvalid, rawRequest, sendRaw } from "@viking-kb/endpoint/testing";
import { operations } from "@viking-kb/spec";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { type RunningServer, runServer } from "../../testing/running-server.js";
import { call } from "../../testing/signed-request.js";
import { exportTimes } from "../export/run-exports.js";
import type { Handlers } from "../routes/handler.js";
import { handlers } from "../routes/handlers.js";
import type { Storage } from "../storage/storage.js";
import { startServer } from "./start-server.js";

const eventually = { timeout: 30_000 };
const base = await runServer();
afterAll(() => base.stop());
const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

/** A server over the base's database; reads wait until `release` is called. */
async function startHeld() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = vi.fn();
  const storage: Storage = {
    ...base.storage,
    async read(work) {
      arrived();
      await released;
      return base.storage.read(work);
    },
  };
  // Nothing but a request is to read.
  const times = { ...exportTimes, poll: 1_000_000 };
  const server = await startServer({ storage, port: 0, logger: base.logger }, undefined, times);
  running.push(server);
  return { server, arrived, release };
}

test("The contract's operations are those that there are handlers for", () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(operations).sort());
});

test("An operation without a handler, or a handler without an operation, does not compile", () => {
  const { getTaskInfo, ...others } = handlers;
  // @ts-expect-error One handler is missing.
  const fewer: Handlers = others;
  // @ts-expect-error There is no such operation.
  const more: Handlers = { ...handlers, getEverything: getTaskInfo };
  const count = Object.keys(operations).length;
  expect([fewer, more].map((table) => Object.keys(table).length)).toEqual([count - 1, count + 1]);
});

test("200 requests at once over connections that are kept are all answered, each with its own", async () => {
  const limits = Array.from({ length: 200 }, (_, number) => number % 100);
  const answers = await Promise.all(
    limits.map((limit) => call(base, "listPoints", { collection_name: "handbook", limit, offset: limit })),
  );
  expect(answers.map(({ status, body }) => [status, body.data?.count, body.data?.total_num])).toEqual(
    limits.map((limit) => [200, Math.min(limit, 133 - limit), 133]),
  );
  expect(new Set(answers.map(({ body }) => body.request_id)).size).toBe(200);
});

test("close() answers what is under way, and takes nothing new", async () => {
  const { server, arrived, release } = await startHeld();
  const underWay = call(server, "getTaskInfo", { task_id: "running" });
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled(), eventually);
  const closed = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  release();
  const { status, body } = await underWay;
  await Promise.all([closed, server.close()]);
  expect({ status, body }).toMatchObject({ status: 200, body: { code: 0, data: { percentage: 40 } } });
});

test("A request whose turn comes while the server is closing is answered in the envelope, as the last on its connection", async () => {
  const { server, arrived, release } = await startHeld();
  const socket = connect(server.port, "127.0.0.1");
  const first = await rawRequest({ ...base, port: server.port }, "getTaskInfo", {
    headers: { Connection: "keep-alive" },
  });
  socket.write(Buffer.concat([first, Buffer.from("GET /late HTTP/1.1\r\nHost: x\r\n\r\n")]));
  await vi.waitFor(() => expect(arrived).toHaveBeenCalled(), eventually);
  const closed = server.close();
  release();
  let received = "";
  for await (const chunk of socket) received += chunk;
  await closed;
  expect(received).toMatch(
    /^HTTP\/1.1 400 .*invalid request:task_id: is required.*HTTP\/1.1 404 .*path: \/late is unknown/s,
  );
  expect(received.match(/^Connection: close/gim)).toHaveLength(1);
});

test.each([
  ["that has sent nothing", ""],
  ["that has sent half a head", `POST ${operations.getTaskInfo.path} HTTP/1.1\r\nHo`],
  ["that has its answer and stays", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["that was refused and does not hang up", "garbage\r\n\r\n"],
  ["that asked for a tunnel", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"],
])("close() ends a connection %s, frees the port, and leaves the storage open", async (_what, message) => {
  const server = await startServer({ storage: base.storage, port: 0 });
  const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true }).resume();
  socket.on("error", () => undefined);
  const ended = once(socket, "close");
  await once(socket, "connect");
  socket.write(message);
  await sendRaw(server.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  await server.close();
  socket.end();
  await ended;
  const next = await startServer({ storage: base.storage, port: server.port });
  running.push(next);
  expect(await call(next, "getTaskInfo", { task_id: "running" })).toMatchObject({ status: 200 });
});

const documentationAddress = "192.0.2.1";
test.each([
  [
    (taken: RunningServer) => ({ port: taken.port }),
    /^Cannot listen on 127\.0\.0\.1:\d+: the port is taken; stop what uses it, or choose another port \(0 takes any that is free\)$/,
  ],
  [() => ({ port: 65_536 }), /^Cannot listen on 127\.0\.0\.1:65536: .*65536/],
  [
    () => ({ port: 0, host: documentationAddress }),
    "Cannot listen on 192.0.2.1:0: this machine has no such address; choose 127.0.0.1",
  ],
  [
    () => ({ port: 0, host: "no-such-host.invalid" }),
    /^Cannot listen on no-such-host\.invalid:0: (there is no such host; choose 127\.0\.0\.1|.*EAI_AGAIN)/,
  ],
])("Says why it cannot listen", async (options, message) => {
  await expect(startServer({ storage: base.storage, ...options(base) })).rejects.toThrow(message);
});

test("An address of IPv6 stands in brackets in the URL", async () => {
  const server = await startServer({ storage: base.storage, port: 0, host: "::1" });
  running.push(server);
  expect(server.url).toBe(`http://[::1]:${server.port}`);
  expect(await call(server, "getTaskInfo", { task_id: "running" })).toMatchObject({ status: 200 });
});

test("The clock and the window are those that the server is given", async () => {
  const signedAt = new Date("2020-01-01T00:00:00Z");
  const now = () => new Date("2020-01-01T00:01:00Z");
  for (const [maximumClockSkewSeconds, status] of [
    [60, 200],
    [59, 401],
  ] as const) {
    const server = await startServer({ storage: base.storage, port: 0, now, maximumClockSkewSeconds });
    running.push(server);
    const answer = await call(server, "getTaskInfo", { task_id: "running" }, { now: () => signedAt });
    expect(answer.status).toBe(status);
  }
});

const impatient = { ...timeLimits, head: 50, request: 100, check: 10 };

const head = `POST ${operations.getTaskInfo.path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n`;
test.each([
  ["a head that does not end", head],
  ["a body that does not end", `${head}\r\n{`],
])("Whoever keeps the server waiting with %s is told so", async (_what, message) => {
  const server = await startServer({ storage: base.storage, logger: base.logger, port: 0 }, impatient);
  running.push(server);
  expectInvalid(base, await sendRaw(server.port, message), 408, "HTTP: Request timeout");
});

const unanswering: Storage = { ...base.storage, read: () => new Promise(() => {}) };
test.each([
  ["is not answered", 0],
  ["does not end", 1],
])("close() waits as long as it is told for a request that %s", async (_what, missingBytes) => {
  const startWithRequest = async (close: number) => {
    const held = await startServer({ storage: unanswering, port: 0 }, { ...timeLimits, close });
    const socket = connect(held.port, "127.0.0.1").resume();
    const message = await rawRequest({ ...base, port: held.port }, "getTaskInfo", {
      headers: { Expect: "100-continue" },
    });
    socket.write(message.subarray(0, message.length - missingBytes));
    // The interim answer shows that the request has arrived.
    await once(socket, "data");
    return { held, socket };
  };
  const patient = await startWithRequest(timeLimits.close);
  const quick = await startWithRequest(10);
  const order: string[] = [];
  const patientClosed = patient.held.close().then(() => order.push("patient"));
  await Promise.all([quick.held.close().then(() => order.push("quick")), once(quick.socket, "close")]);
  expect(order).toEqual(["quick"]);
  patient.socket.destroy();
  await patientClosed;
});
