import { afterAll, beforeAll, expect, test } from "vitest";
import { type RawAnswer, rawRequest, sendRaw } from "../../testing/raw-request.js";
import { refusedHeads } from "../../testing/refused-heads.js";
import { type RunningServer, runServer } from "../../testing/running-server.js";

const requestId = `02${"ab".repeat(25)}c`;
const body = '{"collection_name":"handbook","doc_id":"guide"}';
let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ newRequestId: () => requestId });
});
afterAll(() => server.stop());

async function goodMessage(): Promise<{ head: string; body: string }> {
  const bytes = await rawRequest(server.port, "getDocInfo", { body });
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
