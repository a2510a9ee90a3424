import { afterAll, test } from "vitest";
import { expectAnswer, noPermission } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each([
  ["another project", { collection_name: "ledger", project: "finance" }, keys.reader],
  [
    "another project, before it is seen that the collection is not there",
    { collection_name: "none", project: "finance", doc_ids: [] },
    keys.reader,
  ],
  ["the default project", { collection_name: "handbook" }, keys.finance],
])("A key that may not read %s", async (_what, body, key) => {
  expectAnswer("listPoints", await call(server, "listPoints", body, { key }), noPermission);
});
