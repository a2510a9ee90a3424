import { signRequest } from "@viking-kb/auth";
import { operations } from "@viking-kb/spec";
import { afterAll, expect, test } from "vitest";
import { runServer } from "../../testing/running-server.js";
import { keys } from "../../testing/sample-content.js";
import { call } from "../../testing/signed-request.js";

const server = await runServer({ logLevel: "trace" });
afterAll(() => server.stop());

const { accessKeyId } = keys.reader;
const line = { level: 30, msg: "answered", method: "POST", milliseconds: expect.any(Number) };

test("Each answer is one line, which says what became of the request", async () => {
  server.log.length = 0;
  const bodies = [{ task_id: "succeeded" }, { task_id: "none" }, {}, { task_id: "foreign" }];
  const ids: string[] = [];
  for (const body of bodies) ids.push((await call(server, "getTaskInfo", body)).body.request_id);
  const told = { ...line, path: operations.getTaskInfo.path, accessKeyId };
  expect(server.log).toEqual(
    [
      { status: 200, code: 0 },
      { status: 400, code: 1000003, reason: "invalid request:task not exist" },
      { status: 400, code: 1000003, reason: "task_id: is required" },
      { status: 403, code: 1000002, reason: "no permission" },
    ].map((answer, index) => expect.objectContaining({ ...told, ...answer, request_id: ids[index] })),
  );
});

test("No secret, signature, body or query is in it", async () => {
  server.log.length = 0;
  const signatures: string[] = [];
  const send = async (target: string, body: string, status: number) => {
    const url = server.url + target;
    const headers = { "Content-Type": "application/json" };
    const signed = await signRequest({ method: "POST", url, headers, body }, { credentials: keys.reader });
    signatures.push(/Signature=(\w+)/.exec(signed.authorization ?? "")?.[1] ?? "");
    const answer = await fetch(url, { method: "POST", headers: { ...headers, ...signed }, body });
    await answer.arrayBuffer();
    expect(answer.status).toBe(status);
  };
  await send(`${operations.listPoints.path}?a=query-secret`, '{"collection_name":"handbook"}', 200);
  await send(operations.getTaskInfo.path, '{"task_id":"succeeded"}', 200);
  await send(operations.getTaskInfo.path, "body-secret", 400);
  await send(operations.getTaskInfo.path, '{"task_id":["body-secret"]}', 400);
  await send("/nowhere?a=query-secret", "body-secret", 404);
  const log = JSON.stringify(server.log);
  expect(server.log).toHaveLength(5);
  const secrets = [
    ...signatures,
    ...Object.values(keys).map((key) => key.secretAccessKey),
    "-secret",
    "X-Tos-Signature",
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test("Without a logger nothing is logged, and everything is answered", async () => {
  const silent = await runServer({ logger: undefined });
  const answer = await call(silent, "getTaskInfo", { task_id: "succeeded" });
  await silent.stop();
  expect(answer.status).toBe(200);
  expect(silent.log).toEqual([]);
});
