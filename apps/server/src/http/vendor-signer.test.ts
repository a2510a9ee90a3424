import { Signer } from "@volcengine/openapi";
import { afterAll, describe, expect, test } from "vitest";
import { type OperationId, paths } from "../../testing/contract-answer.js";
import { expectAnswer, success } from "../../testing/expect-answer.js";
import { runServer } from "../../testing/running-server.js";
import { keys } from "../../testing/sample-content.js";
import { toAnswer } from "../../testing/signed-request.js";

const server = await runServer();
afterAll(() => server.stop());

const { accessKeyId, secretAccessKey: secretKey } = keys.reader;

describe.each(["cn-north-1", "cn-beijing"])("The vendor's Node signer, region %s", (region) => {
  const calls: [operationId: OperationId, body: object, data: object][] = [
    ["getCollectionInfo", { name: "handbook" }, { collection_name: "handbook", doc_num: 11 }],
    ["getDocInfo", { collection_name: "handbook", doc_id: "guide" }, { doc_name: "guide.md", point_num: 3 }],
    ["listPoints", { collection_name: "handbook", doc_ids: ["guide"] }, { total_num: 3, count: 3 }],
    ["getTaskInfo", { task_id: "succeeded" }, { status: "success", percentage: 100 }],
  ];
  test.each(calls)("gets a real answer from %s", async (operationId, body, data) => {
    const request = {
      region,
      method: "POST",
      pathname: paths[operationId],
      headers: { "Content-Type": "application/json", Host: new URL(server.url).host },
      body: JSON.stringify(body),
    };
    new Signer(request, "air").addAuthorization({ accessKeyId, secretKey, sessionToken: "" });
    const { Host: _host, ...headers } = request.headers;
    const answer = await toAnswer(await fetch(server.url + request.pathname, { ...request, headers }));
    expectAnswer(operationId, answer, success);
    expect(answer.body.data).toMatchObject(data);
  });
});
