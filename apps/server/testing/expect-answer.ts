import type { OperationId } from "@viking-kb/spec";
import { expect } from "vitest";
import { breachesOf } from "./contract-answer.js";
import type { Answer } from "./signed-request.js";

/** What an answer must say, besides keeping the strict contract in its envelope, headers and schema. */
export interface Expected {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Holds an answer to the strict contract of its operation and status, and to what a row expects. */
export function expectAnswer(operationId: OperationId, answer: Answer, expected: Expected): void {
  const { code, message, request_id: requestId } = answer.body;
  expect({ status: answer.status, code, message }).toEqual(expected);
  expect(breachesOf(operationId, answer.status, answer.body)).toEqual([]);
  expect(requestId).toMatch(/^02[0-9a-f]{51}$/);
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(answer.text)));
  expect(answer.headers.get("x-tt-logid")).toBe(requestId);
}

/** The answer of a success, apart from its data. */
export const success: Expected = { status: 200, code: 0, message: "success" };
/** The answer for a collection that does not exist, or that must seem not to exist. */
export const collectionNotExist: Expected = { status: 400, code: 1000005, message: "collection not exist" };
/** The answer to a key that may not read the project. */
export const noPermission: Expected = { status: 403, code: 1000002, message: "no permission" };

/** The answer to a request that is not valid. */
export function invalid(reason: string): Expected {
  return { status: 400, code: 1000003, message: `invalid request:${reason}` };
}
