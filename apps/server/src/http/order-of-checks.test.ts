import { afterAll, expect, test } from "vitest";
import { type RawRequest, rawRequest, sendRaw } from "../../testing/raw-request.js";
import { runServer } from "../../testing/running-server.js";
import type { Storage } from "../storage/storage.js";
import { startServer } from "./start-server.js";

const server = await runServer();
afterAll(() => server.stop());

const tooLarge = `{${" ".repeat(1024 * 1024)}`;
const unsigned = { authorization: undefined };
const oddType = { "Content-Type": "odd" };
const otherType = { "Content-Type": "text/plain" };
const foreign = { collection_name: "none", project: "finance", doc_id: "none" };
const own = { collection_name: "none", doc_id: "none", pipeline_name: "none" };
const invalid = (reason: string) => `invalid request:${reason}`;

/** Each request has the fault that is named, and faults that are looked for after it. */
const rows: [what: string, request: RawRequest, status: number, message: string][] = [
  [
    "the size",
    { body: tooLarge, headers: { ...unsigned, ...oddType } },
    400,
    invalid("body: must not be larger than 1048576 bytes"),
  ],
  ["the signature", { body: "{", headers: { ...unsigned, ...oddType } }, 401, "unauthorized"],
  ["the signature", { body: "{", headers: { ...unsigned, ...otherType } }, 401, "unauthorized"],
  [
    "the content type",
    { body: "{", headers: oddType },
    400,
    invalid("Content-Type: is no media type, must be application/json"),
  ],
  [
    "the content type",
    { body: "{", headers: otherType },
    400,
    invalid("Content-Type: is text/plain, must be application/json"),
  ],
  ["JSON", { body: "{" }, 400, invalid("body: Expected property name or '}' in JSON at position 1 (line 1 column 2)")],
  ["the schema", { body: JSON.stringify({ ...foreign, doc_id: 1 }) }, 400, invalid("doc_id: must be string")],
  [
    "the text",
    { body: JSON.stringify({ ...foreign, doc_id: "\0" }) },
    400,
    invalid("doc_id: must not hold the character U+0000"),
  ],
  ["the permission", { body: JSON.stringify(foreign) }, 403, "no permission"],
  ["the collection", { body: JSON.stringify(own) }, 400, "collection not exist"],
  [
    "the pipeline",
    { body: JSON.stringify({ ...own, collection_name: "handbook" }) },
    400,
    invalid("pipeline_name: the collection has no such pipeline"),
  ],
  [
    "the document",
    { body: JSON.stringify({ ...own, collection_name: "handbook", pipeline_name: "" }) },
    400,
    "doc not exist",
  ],
];
test.each(rows)("First comes %s", async (_what, request, status, message) => {
  const answer = await sendRaw(server.port, await rawRequest(server.port, "getDocInfo", request));
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ message });
});

test("A call is answered from one snapshot, taken after the signature is verified", async () => {
  const reads: string[] = [];
  const storage: Storage = {
    ...server.storage,
    read: (work) => {
      reads.push("snapshot");
      return server.storage.read((inner) =>
        work(
          new Proxy(inner, {
            get(target, name: keyof typeof inner) {
              reads.push(name);
              return target[name].bind(target);
            },
          }),
        ),
      );
    },
  };
  const counted = await startServer({ storage, port: 0 });
  const body = '{"collection_name":"handbook","pipeline_name":"default"}';
  const answer = await sendRaw(counted.port, await rawRequest(counted.port, "listPoints", { body }));
  await counted.close();
  expect(answer.status).toBe(200);
  const inOne = ["snapshot", "findProject", "mayRead", "findCollection", "listPoints"];
  expect(reads).toEqual(["snapshot", "findSecret", ...inOne]);
});
