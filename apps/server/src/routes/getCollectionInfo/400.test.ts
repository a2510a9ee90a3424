import { afterAll, expect, test } from "vitest";
import { collectionNotExist, expectAnswer } from "../../../testing/expect-answer.js";
import { invalidLocators } from "../../../testing/invalid-locators.js";
import { runServer } from "../../../testing/running-server.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each(invalidLocators("name"))("%s: %j", async (_what, locator, expected) => {
  expectAnswer("getCollectionInfo", await call(server, "getCollectionInfo", locator), expected);
});

test("A foreign collection and none are told apart by nothing", async () => {
  const requestId = `02${"cd".repeat(25)}e`;
  const silent = await runServer({ newRequestId: () => requestId });
  const [foreign, unknown] = await Promise.all(
    ["kb-ledger", "kb-nothing"].map((id) => call(silent, "getCollectionInfo", { resource_id: id })),
  );
  await silent.stop();
  expect(foreign?.body).toMatchObject({ code: collectionNotExist.code });
  expect(foreign?.text).toBe(unknown?.text);
});
