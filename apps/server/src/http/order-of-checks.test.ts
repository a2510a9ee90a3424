import { once } from "node:events";
import { connect } from "node:net";
import { rawRequest, sendRaw } from "@viking-kb/endpoint/testing";
import { afterAll, expect, test } from "vitest";
import { runServer } from "../../testing/running-server.js";
import { call } from "../../testing/signed-request.js";
import { exportTimes } from "../export/run-exports.js";
import type { Storage } from "../storage/storage.js";
import { startServer } from "./start-server.js";

const server = await runServer();
afterAll(() => server.stop());

/** Nothing but a request is to read. */
const seldomPolled = { ...exportTimes, poll: 1_000_000 };

interface Row {
  readonly what: string;
  readonly body: object;
  readonly status: number;
  readonly message: string;
}

const own = { collection_name: "none", doc_id: "none", pipeline_name: "none" };
/**
 * What is checked after the endpoint's own checks, in this order: each request has the faults of the rows below it too.
 */
const rows: Row[] = [
  { what: "the permission", body: { ...own, project: "finance" }, status: 403, message: "no permission" },
  { what: "the collection", body: own, status: 400, message: "collection not exist" },
  {
    what: "the pipeline",
    body: { ...own, collection_name: "handbook" },
    status: 400,
    message: "invalid request:pipeline_name: the collection has no such pipeline",
  },
  {
    what: "the document",
    body: { ...own, collection_name: "handbook", pipeline_name: "" },
    status: 400,
    message: "doc not exist",
  },
];
test.each(rows)("First comes $what", async ({ body, status, message }) => {
  const answer = await call(server, "getDocInfo", body);
  expect({ status: answer.status, ...answer.body }).toMatchObject({ status, message });
});

test("A call is answered from the one snapshot in which its key is found", async () => {
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
  const counted = await startServer({ storage, port: 0 }, undefined, seldomPolled);
  const answer = await call(counted, "listPoints", { collection_name: "handbook", pipeline_name: "default" });
  await counted.close();
  expect(answer.status).toBe(200);
  expect(reads).toEqual(["snapshot", "findSecret", "findProject", "mayRead", "findCollection", "listPoints"]);
});

test("A request whose body is still on its way holds no snapshot", async () => {
  let begun = 0;
  const storage: Storage = {
    ...server.storage,
    read: (work) => {
      begun++;
      return server.storage.read(work);
    },
  };
  const counted = await startServer({ storage, port: 0 }, undefined, seldomPolled);
  const message = (await rawRequest({ port: counted.port, sign: server.sign }, "listPoints")).toString("latin1");
  const slow = connect(counted.port, "127.0.0.1");
  slow.write(message.replace("\r\n", "\r\nExpect: 100-continue\r\n").slice(0, -1));
  // It is told to go on when the server has begun to read its body.
  await once(slow, "data");
  const before = begun;
  slow.write("}");
  await once(slow, "data");
  slow.destroy();
  await counted.close();
  expect([before, begun]).toEqual([0, 1]);
});

const refusedWithoutKey = [
  { what: "no signature", edit: (head: string) => head.replace(/^Authorization: .*\r\n/im, "") },
  { what: "a malformed signature", edit: (head: string) => head.replace(/Signature=.*/, "Signature=x") },
  { what: "the scope of another service", edit: (head: string) => head.replace("/air/request", "/iam/request") },
  { what: "a date long past", edit: (head: string) => head.replace(/^(X-Date): .*$/im, "$1: 20200101T000000Z") },
  { what: "another body than was signed", edit: (head: string) => head.replace("{}", "[]") },
];
test.each(refusedWithoutKey)("A request with $what is refused while nothing can be read", async ({ edit }) => {
  const storage: Storage = { ...server.storage, read: () => Promise.reject(new Error("The database is away.")) };
  const cutOff = await startServer({ storage, port: 0 }, undefined, seldomPolled);
  const good = (await rawRequest({ port: cutOff.port, sign: server.sign }, "listPoints")).toString("latin1");
  const edited = edit(good);
  expect(edited).not.toBe(good);
  const answers = [await sendRaw(cutOff.port, Buffer.from(edited)), await sendRaw(cutOff.port, Buffer.from(good))];
  await cutOff.close();
  expect(answers.map(({ status }) => status)).toEqual([401, 500]);
});
