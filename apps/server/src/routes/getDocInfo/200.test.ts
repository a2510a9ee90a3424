import { afterAll, expect, test } from "vitest";
import { expectAnswer, success } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { sampleTime } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

/** A document of the sample content as doc/info answers it. */
function answered(docId: string, more: object) {
  return {
    collection_name: "handbook",
    doc_name: `${docId}.md`,
    doc_id: docId,
    add_type: "tos_fe",
    doc_type: "md",
    create_time: sampleTime,
    added_by: "docs-team",
    update_time: sampleTime + 2000,
    point_num: 0,
    status: { process_status: 0 },
    ...more,
  };
}

test.each([
  ["guide", { title: "Guide", point_num: 3 }],
  ["catalogue", { point_num: 130 }],
  ["queued", { status: { process_status: 2 } }],
  ["updating", { status: { process_status: 3 } }],
  ["deleting", { status: { process_status: 5 } }],
  ["processing", { status: { process_status: 6 } }],
  ["too-large", { status: { process_status: 1, failed_code: 30001 } }],
  ["from-url", { add_type: "url", url: "https://files.example/a.pdf?X-Tos-Signature=0" }],
  ["from-tos", { add_type: "tos", tos_path: "bucket/folder", meta: '[{"field_name":"a"}]' }],
  ["with-extras", { title: "标题 😀", doc_size: 12, description: "d" }],
])("The document %s", async (docId, more) => {
  const answer = await call(server, "getDocInfo", { collection_name: "handbook", doc_id: docId });
  expectAnswer("getDocInfo", answer, success);
  expect(answer.body.data).toEqual(answered(docId, more));
});

test("A failure that the pages do not name is told in words", async () => {
  const { status, body } = await call(server, "getDocInfo", { collection_name: "handbook", doc_id: "unreadable" });
  // 90001 is in no table, on purpose, so this answer is not held to the strict contract.
  expect(status).toBe(200);
  const reason = { process_status: 1, failed_code: 90001, failed_msg: "the file is encrypted" };
  expect(body.data).toEqual(answered("unreadable", { status: reason }));
});

test.each([
  ["an empty project", { collection_name: "handbook", project: "" }],
  ["a resource_id", { resource_id: "kb-handbook" }],
  ["a resource_id that decides", { resource_id: "kb-handbook", collection_name: "bare", project: "nowhere" }],
  ["the default pipeline", { collection_name: "handbook", pipeline_name: "default" }],
  ["another pipeline", { collection_name: "handbook", pipeline_name: "longer_chunks" }],
  ["an empty pipeline", { collection_name: "handbook", pipeline_name: "" }],
  ["no pipeline", { collection_name: "handbook", pipeline_name: null, return_token_usage: true }],
])("By %s", async (_how, locator) => {
  const answer = await call(server, "getDocInfo", { ...locator, doc_id: "guide" });
  expectAnswer("getDocInfo", answer, success);
  expect(answer.body.data).toMatchObject({ collection_name: "handbook", doc_id: "guide" });
});
