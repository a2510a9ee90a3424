import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { timeLimits } from "@viking-kb/endpoint";
import { sendRaw } from "@viking-kb/endpoint/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { linkTo } from "../../../testing/exported-result.js";
import { type RunningServer, runServer } from "../../../testing/running-server.js";
import { call } from "../../../testing/signed-request.js";
import { partLength } from "../../storage/exports.js";
import type { Changes, Storage } from "../../storage/storage.js";

const taskId = "0".repeat(32);
/** More than the system takes for a connection of this machine whose other end reads nothing. */
const partCount = 512;
const byteLength = partCount * partLength;
const eventually = { timeout: 30_000 };

/** Keeps a large result of an export of `handbook`, as if it had been made. */
async function storeResult(storage: Storage): Promise<void> {
  const now = Date.now();
  const lease = { holder: "test", leaseEnd: now + 60_000 };
  const linkKey = { accessKeyId: "LINKTEST", secretAccessKey: "link-secret" };
  await storage.change(async (changes) => {
    const collection = (await changes.listCollections()).find(({ name }) => name === "handbook");
    await changes.createExport(collection?.id ?? 0, { taskId, docIds: null, keepTime: 3_600_000 }, linkKey);
    await changes.takeUpExport(lease, { now, maximumAttempts: 1 });
    for (let first = 0; first < partCount; first += 64) {
      const numbers = Array.from({ length: 64 }, (_, index) => first + index);
      const parts = numbers.map((number) => ({ number, bytes: Buffer.alloc(partLength, number) }));
      await changes.addToExport(taskId, lease, { percentage: 50, parts });
    }
    const end = { status: "success", byteLength, hash: "f00d" } as const;
    await changes.endExport(taskId, lease.holder, { end, parts: [], now });
  });
}

async function serveResult(options?: Parameters<typeof runServer>[0]) {
  const server = await runServer(options);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= server.stop();
    return stopped;
  };
  onTestFinished(stop);
  await storeResult(server.storage);
  return { ...server, stop, link: await linkTo(server, taskId) };
}

/** Sends a GET, waits until the answer begins, and reads no more of it. */
async function startReading({ port, link }: { port: number; link: string }): Promise<Socket> {
  const { pathname, search } = new URL(link);
  const socket = connect(port, "127.0.0.1").on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await once(socket, "readable");
  return socket;
}

const downloadsIn = ({ log }: Pick<RunningServer, "log">) => log.filter(({ method }) => method === "GET");

test("A client that reads nothing more is cut, one that reads slowly is not, and the log says which was not whole", async () => {
  const server = await serveResult({ limits: { ...timeLimits, write: 3_000 } });
  const stalled = await startReading(server);
  const slow = await startReading(server);
  slow.on("data", () => {
    slow.pause();
    setTimeout(() => slow.resume(), 1);
  });
  await vi.waitFor(() => expect(server.log).toContainEqual(expect.objectContaining({ level: 40 })), eventually);
  await vi.waitFor(
    () => expect(downloadsIn(server)).toContainEqual(expect.objectContaining({ reason: "not read to the end" })),
    eventually,
  );
  expect((await buffer(stalled)).length).toBeLessThan(byteLength);
  await vi.waitFor(() => expect(downloadsIn(server)).toHaveLength(2), eventually);
  expect(slow.bytesRead).toBeGreaterThan(byteLength / 2);
  expect(downloadsIn(server).filter(({ reason }) => reason === undefined)).toMatchObject([{ status: 200, code: 0 }]);
});

const ends: { title: string; end: (changes: Changes) => Promise<unknown> }[] = [
  { title: "its time is over", end: (changes) => changes.deleteLeftovers(Number.MAX_SAFE_INTEGER) },
  {
    title: "its collection is deleted",
    async end(changes) {
      const collection = (await changes.listCollections()).find(({ name }) => name === "handbook");
      await changes.deleteCollection(collection?.id ?? 0);
    },
  },
];
test.each(ends)(
  "A result that goes while it is read, since $title, does not end as if it were whole",
  async ({ end }) => {
    const server = await serveResult();
    const reading = await startReading(server);
    const range = await fetch(server.link, { headers: { range: "bytes=65530-65540" } });
    expect([range.status, (await range.arrayBuffer()).byteLength]).toEqual([206, 11]);
    await server.storage.change(end);
    expect((await buffer(reading)).length).toBeLessThan(byteLength);
    await vi.waitFor(
      () =>
        expect(downloadsIn(server).at(-1)).toMatchObject({
          level: 30,
          status: 200,
          reason: "deleted while it was read",
        }),
      eventually,
    );
    const headers = { range: "bytes=65541-", "if-range": String(range.headers.get("etag")) };
    const gone = await fetch(server.link, { headers });
    expect([gone.status, await gone.json()]).toMatchObject([404, { message: "invalid request:task not exist" }]);
  },
);

test("A server that is closed gives what is being read to its end", async () => {
  const server = await serveResult({ limits: { ...timeLimits, close: 60_000 } });
  const answer = await fetch(server.link);
  const stopped = server.stop();
  expect((await answer.arrayBuffer()).byteLength).toBe(byteLength);
  await stopped;
  expect(downloadsIn(server)).toMatchObject([{ status: 200, code: 0 }]);
});

test("A server that is closed does not wait for whoever reads nothing more", async () => {
  const server = await serveResult({ limits: { ...timeLimits, close: 100 } });
  const stalled = await startReading(server);
  await server.stop();
  expect((await buffer(stalled)).length).toBeLessThan(byteLength);
  expect(downloadsIn(server)).toMatchObject([{ status: 200, reason: "not read to the end" }]);
});

test("A link is good under any Host, which the answer does not repeat", async () => {
  const server = await serveResult();
  const { pathname, search } = new URL(server.link);
  const request = (method: string) =>
    `${method} ${pathname}${search} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n`;
  for (const [method, length] of [
    ["HEAD", 0],
    ["GET", byteLength],
  ] as const) {
    const { status, headers, body } = await sendRaw(server.port, request(method));
    expect([status, headers["content-length"], Buffer.byteLength(body, "latin1") >= length]).toEqual([
      200,
      String(byteLength),
      true,
    ]);
    expect(JSON.stringify(headers)).not.toContain("evil");
  }
});

test("Downloads are no requests of a key: its quota does not count them", async () => {
  const server = await serveResult({ requestsPerSecond: 0.001 });
  for (let count = 0; count < 5; count++) expect((await fetch(server.link, { method: "HEAD" })).status).toBe(200);
  expect((await call(server, "getTaskInfo", { task_id: taskId })).status).toBe(429);
  expect((await fetch(server.link, { headers: { range: "bytes=0-1" } })).status).toBe(206);
});

test("A page of an allowed origin may download and go on where it broke off, another may not", async () => {
  const origin = "http://localhost:5173";
  let time = new Date();
  const server = await serveResult({ cors: [origin], now: () => time });
  const told = async (from: string, init?: RequestInit) => {
    const { status, headers } = await fetch(server.link, { ...init, headers: { origin: from, ...init?.headers } });
    return { status, origin: headers.get("access-control-allow-origin"), told: headers };
  };
  const asked = { "access-control-request-method": "GET", "access-control-request-headers": "if-range,range" };
  const preflight = await told(origin, { method: "OPTIONS", headers: asked });
  expect(preflight).toMatchObject({ status: 204, origin });
  expect(preflight.told.get("access-control-allow-headers")?.split(",")).toEqual(
    expect.arrayContaining(["if-range", "range"]),
  );
  const part = await told(origin, { headers: { range: "bytes=1-2" } });
  expect(part).toMatchObject({ status: 206, origin });
  expect(part.told.get("access-control-expose-headers")?.split(",")).toEqual(
    expect.arrayContaining(["Content-Range", "ETag"]),
  );
  expect(await told("http://evil.example", { method: "HEAD" })).toMatchObject({ status: 200, origin: null });
  expect(await told("http://evil.example", { method: "OPTIONS", headers: asked })).toMatchObject({ status: 405 });
  time = new Date(Date.now() + 3_600_000);
  expect(await told(origin, { method: "HEAD" })).toMatchObject({ status: 403, origin });
});
