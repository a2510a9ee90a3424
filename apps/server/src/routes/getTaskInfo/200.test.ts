import { afterAll, expect, test } from "vitest";
import { expectAnswer, success } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

const link = "https://files.example/result.zip?X-Tos-Signature=1";
const succeeded = { status: "success", percentage: 100, attachment_link: link };
const withoutLink = { status: "success", percentage: 100 };

test.each([
  [{ task_id: "running" }, { status: "running", percentage: 40 }],
  [{ task_id: "failed" }, { status: "fail", percentage: 7 }],
  [{ task_id: "succeeded" }, succeeded],
  [{ task_id: "succeeded", pipeline_name: null }, succeeded],
  [{ task_id: "succeeded", pipeline_name: "" }, succeeded],
  [{ task_id: "succeeded", pipeline_name: "default" }, succeeded],
  [{ task_id: "in-a-pipeline" }, withoutLink],
  [{ task_id: "in-a-pipeline", pipeline_name: "longer_chunks" }, withoutLink],
])("%j", async (body, data) => {
  const answer = await call(server, "getTaskInfo", body);
  expectAnswer("getTaskInfo", answer, success);
  expect(answer.body.data).toEqual(data);
});

test("A link that a task has before it succeeds is not answered", async () => {
  await server.storage.change(async (changes) => {
    const project = await changes.ensureProject("default");
    const collection = await changes.findCollection(project.id, "handbook");
    const early = { taskId: "early", pipelineName: null, status: "running", percentage: 99, attachmentLink: link };
    await changes.putTask(collection?.id ?? 0, early);
  });
  const answer = await call(server, "getTaskInfo", { task_id: "early" });
  expect(answer.body.data).toEqual({ status: "running", percentage: 99 });
});

test("A key for all projects reads a task of any", async () => {
  const answer = await call(server, "getTaskInfo", { task_id: "foreign" }, { key: keys.everything });
  expectAnswer("getTaskInfo", answer, success);
});
