import { afterAll, expect, test } from "vitest";
import { expectAnswer, success } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

const counters = { doc_num: 11, finish_doc_num: 7, point_num: 133, success_doc_num: 5 };
const handbook = {
  collection_name: "handbook",
  description: "员工手册",
  doc_num: 11,
  create_time: 1768465800,
  update_time: 1768465801,
  creator: "docs-team",
  pipeline_list: [
    { pipeline_type: "default", pipeline_stat: counters, index_list: [expect.objectContaining({ status: 1 })] },
    {
      pipeline_type: "user_define",
      pipeline_stat: counters,
      data_type: "unstructured_data",
      index_list: [],
    },
  ],
  project: "default",
  resource_id: "kb-handbook",
  version: 4,
};

test.each([
  ["by name", { name: "handbook" }],
  ["by name and project", { name: "handbook", project: "default" }],
  ["with an empty project", { name: "handbook", project: "" }],
  ["with what is null", { name: "handbook", project: null, resource_id: null }],
  ["with an empty resource_id", { name: "handbook", resource_id: "" }],
  ["by resource_id", { resource_id: "kb-handbook" }],
  ["by resource_id, with the name null", { resource_id: "kb-handbook", name: null }],
  ["by resource_id, whatever the others say", { resource_id: "kb-handbook", name: "bare", project: "finance" }],
  ["with fields that the contract does not know", { name: "handbook", extra: { deep: [1] }, limit: "x" }],
])("A collection %s", async (_how, body) => {
  const answer = await call(server, "getCollectionInfo", body);
  expectAnswer("getCollectionInfo", answer, success);
  expect(answer.body.data).toEqual(handbook);
});

test("The members stand in the order of the page's sample, the counters after the type of the pipeline", async () => {
  const { text } = await call(server, "getCollectionInfo", { name: "handbook" });
  expect(text).toMatch(
    /^\{"code":0,"data":\{"collection_name":.*\},"message":"success","request_id":"02[0-9a-f]{51}"\}$/,
  );
  expect(text).toContain('{"pipeline_type":"default","pipeline_stat":{');
});

test("A collection without description and documents says so", async () => {
  const answer = await call(server, "getCollectionInfo", { name: "bare" });
  expectAnswer("getCollectionInfo", answer, success);
  const none = { doc_num: 0, finish_doc_num: 0, point_num: 0, success_doc_num: 0 };
  expect(answer.body.data).toMatchObject({ description: "", doc_num: 0, pipeline_list: [{ pipeline_stat: none }, {}] });
});

test("A key for all projects reads any", async () => {
  const body = { name: "ledger", project: "finance" };
  const answer = await call(server, "getCollectionInfo", body, { key: keys.everything });
  expectAnswer("getCollectionInfo", answer, success);
  expect(answer.body.data).toMatchObject({ collection_name: "ledger", project: "finance" });
});
