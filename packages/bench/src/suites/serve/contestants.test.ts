import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { credentials } from "../../server/request.js";
import { collectionOf } from "./collection.js";
import { askForPages } from "./contestants.js";
import { openLoad } from "./load.js";
import { offsets, pagesOfAll, pagesOfDocuments, pagesOfOneDocument, pagesOfPoints } from "./pages.js";
import { signAhead } from "./requests.js";

const collection = collectionOf(10_000);
const point = (place: number) => `point-${String(place).padStart(8, "0")}`;

const rows = [
  { what: "the start", pages: pagesOfAll(collection, offsets.start), number: 3, first: 30, total: 10_000 },
  { what: "the middle", pages: pagesOfAll(collection, offsets.middle), number: 0, first: 5_000, total: 10_000 },
  { what: "the end", pages: pagesOfAll(collection, offsets.end), number: 63, first: 9_990, total: 10_000 },
  { what: "anywhere", pages: pagesOfAll(collection, offsets.everywhere), number: 1, first: 9_190, total: 10_000 },
  {
    what: "half of the documents",
    pages: pagesOfDocuments(collection, offsets.start),
    number: 10,
    first: 200,
    total: 5_000,
  },
  {
    what: "the end of half of them",
    pages: pagesOfDocuments(collection, offsets.end),
    number: 63,
    first: 9_890,
    total: 5_000,
  },
  { what: "one document", pages: pagesOfOneDocument(collection), number: 7, first: 700, total: 100 },
  { what: "points by their ids", pages: pagesOfPoints(collection), number: 1, first: 9_190, total: 10 },
];
test.each(rows)(
  "a page of $what is known beforehand, and another one is found out",
  ({ pages, number, first, total }) => {
    const ids = Array.from({ length: 10 }, (_, index) => point(first + index));
    expect(pages.expected(number)).toEqual({ ids, total });
    const { check } = askForPages(pages);
    const answer = (given: readonly string[], total_num = total) =>
      JSON.stringify({ data: { total_num, point_list: given.map((point_id) => ({ point_id })) } });
    expect(() => check(number, answer(ids))).not.toThrow();
    expect(() => check(number, answer(ids.toReversed()))).toThrow("it gives");
    expect(() => check(number, answer(ids.slice(1)))).toThrow("it gives");
    expect(() => check(number, answer(ids, total + 1))).toThrow(`it says ${total + 1} of ${total} points.`);
  },
);

test("pages anywhere are spread evenly, and no two requests are the same", async () => {
  const places = Array.from({ length: 1_000 }, (_, number) => offsets.everywhere(number, collection.points));
  expect(new Set(places).size).toBe(1_000);
  const { bodyOf } = pagesOfAll(collection, offsets.start);
  const signed = await signAhead("listPoints", bodyOf, { port: 9, keys: [credentials], requests: 500 });
  expect(new Set(signed.map(String)).size).toBe(500);
});

async function serve(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const load = openLoad((server.address() as AddressInfo).port, 4);
  onTestFinished(() => {
    load.close();
    server.close();
    server.closeAllConnections();
  });
  return load;
}
const request = (body: string) =>
  Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`);

test("a load sends each request once, as many at a time as it has connections", async () => {
  const seen: string[] = [];
  let [now, most] = [0, 0];
  const load = await serve(async (incoming, response) => {
    now++;
    most = Math.max(most, now);
    seen.push(await text(incoming));
    const large = "a".repeat(200_000);
    now--;
    response.writeHead(200, { "content-length": large.length }).end(large);
  });
  let number = 0;
  await load.send(() => request(String(number++)), 40);
  expect(seen.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  expect(most).toBeLessThanOrEqual(4);
});

test("a load connects again where the server has closed a connection meanwhile", async () => {
  const closed: Promise<unknown>[] = [];
  const load = await serve((incoming, response) => {
    closed.push(once(incoming.socket, "close"));
    response.writeHead(200, { "content-length": 2 }).end("ok", () => incoming.socket.end());
  });
  for (let count = 0; count < 3; count++) {
    expect(await load.ask(request("1"))).toEqual({ status: 200, body: "ok" });
    await closed[count];
  }
});

test("a load takes nothing but a success for an answer", async () => {
  const load = await serve((_incoming, response) => void response.writeHead(429, { "content-length": 2 }).end("no"));
  await expect(load.send(() => request("1"), 1)).rejects.toThrow("it answers HTTP/1.1 429");
  expect(await load.ask(request("1"))).toEqual({ status: 429, body: "no" });
});
