import { refusalReasons } from "@viking-kb/auth";
import { type OperationId, operations } from "@viking-kb/spec";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../src/storage/records.js";
import { expectAnswer, success } from "./expect-answer.js";
import { type RunningServer, runServer } from "./running-server.js";
import { call, toAnswer } from "./signed-request.js";
import { unverifiedRequests } from "./unverified-requests.js";

/** Defines the tests of an operation's 401: a good request that is signed in no or in a wrong way. */
export function testUnverified(operationId: OperationId, good: Record<string, Json>): void {
  const requestId = `02${"ab".repeat(25)}c`;
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer({ newRequestId: () => requestId });
  });
  afterAll(() => server.stop());
  const bodies = { good: JSON.stringify(good), invalid: "{}", "no JSON": "{" };

  test("The request is good when it is signed", async () => {
    expectAnswer(operationId, await call(server, operationId, good), success);
  });

  test.each(unverifiedRequests)("Signed $what: the same 401 as for any other reason", async ({ reason, build }) => {
    for (const body of Object.values(bodies)) {
      server.log.length = 0;
      const answer = await toAnswer(await fetch(...(await build(server.url + operations[operationId].path, body))));
      expectAnswer(operationId, answer, { status: 401, code: 1000001, message: "unauthorized" });
      expect(answer.text).toBe(`{"code":1000001,"message":"unauthorized","request_id":"${requestId}"}`);
      const explanation = refusalReasons[reason as keyof typeof refusalReasons];
      expect(server.log).toMatchObject([{ status: 401, code: 1000001, reason, explanation, request_id: requestId }]);
      expect(server.log[0]).not.toHaveProperty("accessKeyId");
    }
  });
}
