import { afterAll, test } from "vitest";
import { type Expected, expectAnswer, invalid } from "../../../testing/expect-answer.js";
import { invalidLocators } from "../../../testing/invalid-locators.js";
import { runServer } from "../../../testing/running-server.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each(invalidLocators("collection_name"))("%s: %j", async (_what, locator, expected) => {
  expectAnswer("getDocInfo", await call(server, "getDocInfo", { ...locator, doc_id: "guide" }), expected);
});

const docNotExist: Expected = { status: 400, code: 1001001, message: "doc not exist" };
const noPipeline = invalid("pipeline_name: the collection has no such pipeline");

test.each([
  ["no doc_id", {}, invalid("doc_id: is required")],
  ["a doc_id that is null", { doc_id: null }, invalid("doc_id: must be string")],
  ["a doc_id that is a number", { doc_id: 1 }, invalid("doc_id: must be string")],
  ["an empty doc_id", { doc_id: "" }, invalid("doc_id: must NOT have fewer than 1 characters")],
  ["a doc_id with U+0000", { doc_id: "guide\0" }, invalid("doc_id: must not hold the character U+0000")],
  ["a doc_id with half a pair", { doc_id: "\udc00" }, invalid("doc_id: must not hold half a surrogate pair")],
  ["an unknown doc_id", { doc_id: "nothing" }, docNotExist],
  ["a doc_id in another case", { doc_id: "Guide" }, docNotExist],
  ["a doc_id like SQL's any", { doc_id: "%" }, docNotExist],
  ["a doc_id of another collection", { doc_id: "accounts" }, docNotExist],
  ["a doc_id of a million characters", { doc_id: "a".repeat(1_000_000) }, docNotExist],
  ["an unknown pipeline", { doc_id: "guide", pipeline_name: "none" }, noPipeline],
  ["an unknown pipeline before an unknown doc_id", { doc_id: "nothing", pipeline_name: "none" }, noPipeline],
  [
    "a pipeline that is a number",
    { doc_id: "guide", pipeline_name: 1 },
    invalid("pipeline_name: must be string or null"),
  ],
  [
    "return_token_usage that is a text",
    { doc_id: "guide", return_token_usage: "true" },
    invalid("return_token_usage: must be boolean or null"),
  ],
])("%s", async (_what, fields, expected) => {
  const answer = await call(server, "getDocInfo", { collection_name: "handbook", ...fields });
  expectAnswer("getDocInfo", answer, expected);
});
