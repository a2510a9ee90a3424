import { afterAll, test } from "vitest";
import { expectAnswer, invalid } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

const taskNotExist = invalid("task not exist");

test.each([
  ["no task_id", {}, invalid("task_id: is required")],
  ["a task_id that is null", { task_id: null }, invalid("task_id: must be string")],
  ["a task_id that is a number", { task_id: 7 }, invalid("task_id: must be string")],
  ["an empty task_id", { task_id: "" }, invalid("task_id: must NOT have fewer than 1 characters")],
  ["a task_id with U+0000", { task_id: "running\0" }, invalid("task_id: must not hold the character U+0000")],
  ["a task_id with half a pair", { task_id: "\ud800" }, invalid("task_id: must not hold half a surrogate pair")],
  ["an unknown task_id", { task_id: "nothing" }, taskNotExist],
  ["a task_id in another case", { task_id: "Running" }, taskNotExist],
  [
    "a pipeline that is a number",
    { task_id: "running", pipeline_name: 1 },
    invalid("pipeline_name: must be string or null"),
  ],
  ["an unknown pipeline", { task_id: "running", pipeline_name: "none" }, taskNotExist],
  ["another pipeline than the task's", { task_id: "running", pipeline_name: "longer_chunks" }, taskNotExist],
  ["the default pipeline for a task of another", { task_id: "in-a-pipeline", pipeline_name: "default" }, taskNotExist],
])("%s", async (_what, body, expected) => {
  expectAnswer("getTaskInfo", await call(server, "getTaskInfo", body), expected);
});
