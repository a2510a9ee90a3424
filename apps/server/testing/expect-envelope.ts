import { expect } from "vitest";
import type { RawAnswer } from "./raw-request.js";
import type { RunningServer } from "./running-server.js";

/** What an answer that is no success says after `invalid request:`. */
export type Reason = string | RegExp;

/** Holds an answer to the envelope of a request that is not valid, headers included, and the log to the same. */
export function expectInvalid({ log }: RunningServer, answer: RawAnswer, status: number, reason: Reason): void {
  const envelope = JSON.parse(answer.body);
  const [prefix, rest] = [envelope.message.slice(0, 16), envelope.message.slice(16)];
  expect({ status: answer.status, ...envelope, prefix, message: rest }).toEqual({
    status,
    code: 1000003,
    prefix: "invalid request:",
    message: typeof reason === "string" ? reason : expect.stringMatching(reason),
    request_id: expect.stringMatching(/^02[0-9a-f]{51}$/),
  });
  expect(envelope.message).not.toContain("task not exist");
  expect(answer.headers).toMatchObject({
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(answer.body)),
    "x-tt-logid": envelope.request_id,
  });
  const lines = log.filter(({ request_id: requestId }) => requestId === envelope.request_id);
  expect(lines).toMatchObject([{ level: 30, status, code: 1000003, reason: rest }]);
}
