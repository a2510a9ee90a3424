import { afterAll, test } from "vitest";
import { expectAnswer, noPermission } from "../../../testing/expect-answer.js";
import { runServer } from "../../../testing/running-server.js";
import { keys } from "../../../testing/sample-content.js";
import { call } from "../../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

test.each([
  ["another project", { name: "ledger", project: "finance" }, keys.reader],
  [
    "another project, before it is seen that the collection is not there",
    { name: "none", project: "finance" },
    keys.reader,
  ],
  ["the default project", { name: "handbook" }, keys.finance],
])("A key that may not read %s", async (_what, body, key) => {
  expectAnswer("getCollectionInfo", await call(server, "getCollectionInfo", body, { key }), noPermission);
});
