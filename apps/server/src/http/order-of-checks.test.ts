import { afterAll, expect, test } from "vitest";
import { runServer } from "../../testing/running-server.js";
import { call } from "../../testing/signed-request.js";
import type { Storage } from "../storage/storage.js";
import { startServer } from "./start-server.js";

const server = await runServer();
afterAll(() => server.stop());

interface Row {
  readonly what: string;
  readonly body: object;
  readonly status: number;
  readonly message: string;
}

const own = { collection_name: "none", doc_id: "none", pipeline_name: "none" };
/** What is checked after the endpoint's own checks, in this order: each request has the faults of the rows below it too. */
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
  const answer = await call(counted, "listPoints", { collection_name: "handbook", pipeline_name: "default" });
  await counted.close();
  expect(answer.status).toBe(200);
  const inOne = ["snapshot", "findProject", "mayRead", "findCollection", "listPoints"];
  expect(reads).toEqual(["snapshot", "findSecret", ...inOne]);
});
