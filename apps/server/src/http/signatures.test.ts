import { type RawAnswer, rawRequest, sendRaw } from "@viking-kb/endpoint/testing";
import { type OperationId, operations } from "@viking-kb/spec";
import { Signer } from "@volcengine/openapi";
import { afterAll, describe, expect, test } from "vitest";
import { expectAnswer, success } from "../../testing/expect-answer.js";
import { refusedHeads } from "../../testing/refused-heads.js";
import { runServer } from "../../testing/running-server.js";
import { keys } from "../../testing/sample-content.js";
import { toAnswer } from "../../testing/signed-request.js";

const requestId = `02${"ab".repeat(25)}c`;
const body = '{"collection_name":"handbook","doc_id":"guide"}';
const server = await runServer({ newRequestId: () => requestId });
afterAll(() => server.stop());

async function goodMessage(): Promise<{ head: string; body: string }> {
  const bytes = await rawRequest(server, "getDocInfo", { body });
  const text = bytes.toString("latin1");
  const end = text.indexOf("\r\n\r\n") + 2;
  return { head: text.slice(0, end), body: text.slice(end + 2) };
}

async function send({ head, body }: { head: string; body: string }): Promise<RawAnswer> {
  const { headers, ...answer } = await sendRaw(server.port, Buffer.from(`${head}\r\n${body}`, "latin1"));
  const { date, ...others } = headers;
  expect(date).toBeDefined();
  return { ...answer, headers: others };
}

test("the request that is edited is good", async () => {
  expect(await send(await goodMessage())).toMatchObject({ status: 200 });
});

let first: RawAnswer | undefined;
test.each(refusedHeads)("%s: 401, in the same bytes as for any other reason", async (_, edit) => {
  server.log.length = 0;
  const answer = await send(edit(await goodMessage()));
  expect(answer).toMatchObject({
    status: 401,
    body: `{"code":1000001,"message":"unauthorized","request_id":"${requestId}"}`,
  });
  first ??= answer;
  expect(answer).toEqual(first);
  expect(server.log).toMatchObject([{ status: 401, code: 1000001, reason: expect.any(String) }]);
});

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
      pathname: operations[operationId].path,
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
