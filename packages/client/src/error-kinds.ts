import { businessCodes } from "./generated/error-codes.js";

/**
 * Why a call failed: a kind of spec/error-codes.yaml, or one of the client's own.
 * `connection`: no answer came. `timeout`: none came in time. `aborted`: the caller's signal ended the call.
 * `invalid-response`: an answer came that is not the API's. `unknown`: the API answered with a code that
 * error-codes.yaml does not name. `task-failed`, `doc-failed`: what was waited for ended in failure. `link-expired`,
 * `link-refused`, `download-failed`: the link of a task was too old, is not one to fetch from, or did not give its file.
 */
export type KnowledgeBaseErrorKind =
  | (typeof businessCodes)[number]["kind"]
  | "connection"
  | "timeout"
  | "aborted"
  | "invalid-response"
  | "task-failed"
  | "doc-failed"
  | "link-expired"
  | "link-refused"
  | "download-failed"
  | "unknown";

/** Kind and hint of a business code. The message decides where two kinds share a number. */
export function describeCode(code: number, message: string): { kind: KnowledgeBaseErrorKind; hint: string } {
  const row = businessCodes.find((row) => row.code === code && (!("message" in row) || row.message.test(message)));
  return row ?? { kind: "unknown", hint: "This client does not know the code; give the request id to the vendor." };
}
