import { once } from "node:events";
import type { RequestListener } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sendRaw } from "../testing/target.js";
import { type Bounds, bounds, createEndpoint, type Endpoint, type TimeLimits, timeLimits } from "./index.js";

const eventually = { timeout: 30_000 };
const mebibyte = 1024 * 1024;
const running: { endpoint: Endpoint; clients: Socket[] }[] = [];
afterEach(async () => {
  for (const { endpoint, clients } of running.splice(0)) {
    for (const client of clients) client.destroy();
    await endpoint.close();
  }
});

/** An endpoint with an answer of its own, and clients that read nothing until they are told to. */
async function start(
  answer: RequestListener,
  changes: { limits?: Partial<TimeLimits>; bounds?: Partial<Bounds> } = {},
) {
  const told: string[] = [];
  const endpoint = createEndpoint({
    limits: { ...timeLimits, close: 0, ...changes.limits },
    bounds: { ...bounds, ...changes.bounds },
    onBound: (sentence) => told.push(sentence),
  });
  const clients: Socket[] = [];
  running.push({ endpoint, clients });
  endpoint.serve(answer);
  const { port } = await endpoint.listen(0, "127.0.0.1");
  const open = async () => {
    const client = connect(port, "127.0.0.1").pause();
    clients.push(client);
    client.on("error", () => undefined);
    await once(client, "connect");
    return client;
  };
  return { endpoint, port, told, open };
}

const get = (number: number) => `GET /${number} HTTP/1.1\r\nHost: x\r\n\r\n`;
const requests = (count: number) => Array.from({ length: count }, (_, number) => get(number)).join("");
const ping = (port: number) => sendRaw(port, "GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

describe("A client that sends 500 requests in one go", () => {
  test("and reads nothing has few of them looked at", async () => {
    const large = Buffer.alloc(4 * mebibyte);
    const answer = vi.fn<RequestListener>((_request, response) => void response.end(large));
    const { port, open } = await start(answer);
    for (let count = 0; count < 20; count++) (await open()).write(requests(500));
    await vi.waitFor(() => expect(answer.mock.calls.length).toBeGreaterThanOrEqual(20), eventually);
    for (let count = 0; count < 20; count++) expect(await ping(port)).toMatchObject({ status: 200 });
    // What both ends of a connection buffer in the system: a few of these answers, of 500.
    expect(answer.mock.calls.length).toBeLessThan(20 * 20);
  });

  test("and reads has all answers, in their order", async () => {
    const { open } = await start(async ({ url }, response) => {
      await new Promise((resolve) => setImmediate(resolve));
      response.end(`${url};`);
    });
    const client = await open();
    client.write(`${requests(500)}GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let received = "";
    for await (const chunk of client) received += chunk;
    const numbers = Array.from(received.matchAll(/\/(\w+);/g), ([, text]) => text);
    expect(numbers).toEqual([...Array.from({ length: 500 }, (_, number) => String(number)), "last"]);
  });

  test("and reads has all answers, also when these take longer than a request may", async () => {
    const { promise: late, resolve: goOn } = Promise.withResolvers<void>();
    const { open } = await start(
      async ({ url }, response) => {
        if (url === "/0") await late;
        response.end(`${url};`);
      },
      { limits: { head: 50, request: 50, check: 10 } },
    );
    const [client, other] = [await open(), await open()];
    // More than is read at once, so that a request is cut in two.
    client.write(`${requests(5000)}GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    // That it is told of the limit shows that the limit has passed.
    other.write("GET / HTTP/1.1\r\n");
    for await (const chunk of other) expect(String(chunk)).toMatch(/^HTTP\/1\.1 408 /);
    goOn();
    let received = "";
    for await (const chunk of client) received += chunk;
    expect(received.match(/\/\w+;/g)).toHaveLength(5001);
  });

  test("and goes away leaves nothing that is waited for", async () => {
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    const answer = vi.fn<RequestListener>(async (_request, response) => {
      await gone;
      response.end("a");
    });
    const { endpoint, open } = await start(answer, { limits: { close: 3_600_000 } });
    const client = await open();
    client.write(requests(500));
    await vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(1), eventually);
    client.destroy();
    await once(client, "close");
    go();
    await endpoint.close();
    expect(answer.mock.calls.length).toBeLessThan(500);
  });
});

test("Bodies of requests that wait are read in their turn", async () => {
  const { open } = await start(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end(`${body.length};`);
  });
  const client = await open();
  const sizes = Array.from({ length: 20 }, (_, number) => number * 20_000);
  const posts = sizes.map((size) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n${"a".repeat(size)}`);
  client.write(`${posts.join("")}GET /ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let received = "";
  for await (const chunk of client) received += chunk;
  expect(Array.from(received.matchAll(/(\d+);/g), ([, text]) => Number(text))).toEqual(sizes);
});

test("A large answer is read whole, however slowly", async () => {
  const large = Buffer.alloc(32 * mebibyte, "a");
  const { told, open } = await start((_request, response) => void response.end(large), {
    bounds: { unreadBytes: mebibyte },
  });
  const client = await open();
  client.write("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
  let size = 0;
  for await (const chunk of client) {
    size += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(size).toBeGreaterThan(large.length);
  expect(told).toEqual([]);
});

describe("Whoever meets a limit is cut off, which is told once:", () => {
  const hanging: RequestListener = () => undefined;
  const closed = (client: Socket) => new Promise((resolve) => client.resume().once("close", resolve));

  test("who reads nothing for a time", async () => {
    const large = Buffer.alloc(32 * mebibyte);
    const cut = vi.fn();
    const { told, open } = await start(
      (_request, response) => {
        response.once("close", cut);
        response.end(large);
      },
      { limits: { write: 100 } },
    );
    for (const client of [await open(), await open()]) client.write(get(0));
    await vi.waitFor(() => expect(cut).toHaveBeenCalledTimes(2), eventually);
    expect(told).toEqual(["A client read nothing of its answer for 0.1 s: its connection is closed."]);
  });

  test("who connects when too many are connected", async () => {
    const { port, told, open } = await start(hanging, { bounds: { connections: 2 } });
    const [first] = [await open(), await open()];
    for (let count = 0; count < 3; count++) await closed(await open());
    expect(told).toEqual(["2 connections are open: any other is closed at once, without an answer."]);
    first?.destroy();
    await vi.waitFor(async () => expect(await ping(port)).toMatchObject({ status: 200 }), eventually);
  });

  test("who has most requests waiting when too many wait", async () => {
    const { port, told, open } = await start(hanging, { bounds: { waitingRequests: 10 } });
    const [modest, greedy] = [await open(), await open()];
    const cut = closed(greedy);
    modest.write(requests(5));
    greedy.write(requests(100));
    await cut;
    expect(told).toEqual(["More than 10 requests wait behind others: the connection with most of them is closed."]);
    expect(modest.destroyed).toBe(false);
    expect(await ping(port)).toMatchObject({ status: 200 });
  });

  test("who waits longest when too much is unread", async () => {
    const large = Buffer.alloc(32 * mebibyte);
    const answered = vi.fn();
    const { told, open } = await start(
      (_request, response) => {
        response.end(large);
        answered();
      },
      { bounds: { unreadBytes: 48 * mebibyte } },
    );
    const [oldest, newest] = [await open(), await open()];
    oldest.write(get(0));
    await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(1), eventually);
    newest.write("GET / HTTP/1.0\r\nHost: x\r\n\r\n");
    await vi.waitFor(() => expect(told).toHaveLength(1), eventually);
    expect(told[0]).toMatch(/^Answers of more than 50331648 bytes were not read yet: /);
    await closed(oldest);
    let size = 0;
    for await (const chunk of newest) size += chunk.length;
    expect(size).toBeGreaterThan(large.length);
  });
});
