import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { paths } from "../../testing/contract-answer.js";
import { expectInvalid } from "../../testing/expect-envelope.js";
import { rawRequest, sendRaw } from "../../testing/raw-request.js";
import { runServer } from "../../testing/running-server.js";
import type { Storage } from "../storage/storage.js";
import { startServer } from "./start-server.js";
import { timeLimits } from "./time-limits.js";

const running = await runServer();
const { storage, logger } = running;
const impatient = { ...timeLimits, head: 50, request: 100, check: 10 };
const server = await startServer({ storage, logger, port: 0 }, impatient);
afterAll(async () => {
  await server.close();
  await running.stop();
});

const head = `POST ${paths.getTaskInfo} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n`;
test.each([
  ["a head that does not end", head],
  ["a body that does not end", `${head}\r\n{`],
])("Whoever keeps the server waiting with %s is told so", async (_what, message) => {
  expectInvalid(running, await sendRaw(server.port, message), 408, "HTTP: Request timeout");
});

const unanswering: Storage = { ...storage, read: () => new Promise(() => {}) };
test.each([
  ["is not answered", 0],
  ["does not end", 1],
])("close() waits as long as it is told for a request that %s", async (_what, missingBytes) => {
  const startWithRequest = async (close: number) => {
    const held = await startServer({ storage: unanswering, port: 0 }, { ...timeLimits, close });
    const socket = connect(held.port, "127.0.0.1").resume();
    const message = await rawRequest(held.port, "getTaskInfo", { headers: { Expect: "100-continue" } });
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
