import { type OperationId, operations } from "@viking-kb/spec";
import { afterAll, afterEach, expect, test } from "vitest";
import { expectAnswer, success } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { call } from "../../testing/signed-request.js";
import type { Reads, Storage } from "../storage/storage.js";

const real = await runServer();
/** The errors of the reads that fail, by the name of the read. */
const failing: Partial<Record<keyof Reads, unknown>> = {};
const storage: Storage = {
  ...real.storage,
  read: (work) =>
    real.storage.read((reads) => {
      const fail = (error: unknown) => ({ value: () => Promise.reject(error) });
      const methods = Object.entries(failing).map(([name, error]) => [name, fail(error)]);
      return work(Object.create(reads, Object.fromEntries(methods)));
    }),
};
const server = await runServer({ storage });
afterEach(() => {
  for (const name of Object.keys(failing) as (keyof Reads)[]) delete failing[name];
});
afterAll(async () => {
  await server.stop();
  await real.stop();
});

const collection = { collection_name: "handbook" };
const rows: [failing: keyof Reads, operationId: OperationId, body: object][] = [
  ["findSecret", "getTaskInfo", { task_id: "running" }],
  ["mayRead", "getCollectionInfo", { name: "handbook" }],
  ["findProject", "getCollectionInfo", { name: "handbook" }],
  ["findCollection", "listPoints", collection],
  ["findCollectionByResourceId", "getDocInfo", { resource_id: "kb-handbook", doc_id: "guide" }],
  ["findDocument", "getDocInfo", { ...collection, doc_id: "guide" }],
  ["listPoints", "listPoints", collection],
  ["findTask", "getTaskInfo", { task_id: "running" }],
  ["findCollectionById", "getTaskInfo", { task_id: "running", pipeline_name: "default" }],
];
test.each(rows)(
  "Where %s fails, %s shows nothing of it, logs it, and goes on serving",
  async (name, operationId, body) => {
    expectAnswer(operationId, await call(server, operationId, body), success);
    failing[name] = new Error("disk I/O error in /home/someone/server.db");
    server.log.length = 0;
    const answer = await call(server, operationId, body);
    expectAnswer(operationId, answer, { status: 500, code: 1000028, message: "internal error" });
    const err = {
      message: "disk I/O error in /home/someone/server.db",
      stack: expect.stringContaining("failures.test"),
    };
    const { request_id } = answer.body;
    expect(server.log).toMatchObject([
      {
        level: 50,
        status: 500,
        code: 1000028,
        request_id,
        path: operations[operationId].path,
        err,
        msg: "failed inside",
      },
    ]);
    delete failing[name];
    expectAnswer(operationId, await call(server, operationId, body), success);
  },
);

test.each([["a text"], [undefined], [{ statusCode: 418, message: "a teapot" }], [null]])(
  "What is thrown and is no error, %j, is a failure like any other",
  async (thrown) => {
    failing.findTask = thrown;
    server.log.length = 0;
    const answer = await call(server, "getTaskInfo", { task_id: "running" });
    expectAnswer("getTaskInfo", answer, { status: 500, code: 1000028, message: "internal error" });
    expect(server.log).toMatchObject([{ level: 50, status: 500 }]);
  },
);
