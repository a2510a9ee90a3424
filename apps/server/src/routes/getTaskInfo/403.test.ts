import { afterAll, test } from "vitest";
import { expectAnswer, noPermission } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each([
  ["a task of another project's collection", { task_id: "foreign" }, keys.reader],
  ["the same, before its pipeline is looked at", { task_id: "foreign", pipeline_name: "none" }, keys.reader],
  ["a task of the default project", { task_id: "succeeded" }, keys.finance],
])("A key that may not read %s", async (_what, body, key) => {
  expectAnswer("getTaskInfo", await call(server, "getTaskInfo", body, { key }), noPermission);
});
