import { businessCodes } from "../generated/error-codes.js";
import type { KnowledgeBaseErrorKind } from "./knowledge-base-error.js";

/** Kind and hint of a business code. The message decides where two kinds share a number. */
export function describeCode(code: number, message: string): { kind: KnowledgeBaseErrorKind; hint: string } {
  const row = businessCodes.find((row) => row.code === code && (!("message" in row) || row.message.test(message)));
  return row ?? { kind: "unknown", hint: "This client does not know the code; give the request id to the vendor." };
}
