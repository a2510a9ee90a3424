import { afterAll, test } from "vitest";
import { expectAnswer, noPermission } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each([
  ["another project", { collection_name: "ledger", project: "finance", doc_id: "accounts" }, keys.reader],
  [
    "another project, before it is seen that the collection is not there",
    { collection_name: "none", project: "finance", doc_id: "none", pipeline_name: "none" },
    keys.reader,
  ],
  ["the default project", { collection_name: "handbook", doc_id: "guide" }, keys.finance],
])("A key that may not read %s", async (_what, body, key) => {
  expectAnswer("getDocInfo", await call(server, "getDocInfo", body, { key }), noPermission);
});
