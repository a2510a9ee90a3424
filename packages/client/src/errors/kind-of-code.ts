import { businessCodes } from "../generated/error-codes.js";
import type { KnowledgeBaseErrorKind } from "./knowledge-base-error.js";

/** Kind of a business code. The message decides where two kinds share a number. */
export function kindOfCode(code: number, message: string): KnowledgeBaseErrorKind {
  const row = businessCodes.find((row) => row.code === code && (!("message" in row) || row.message.test(message)));
  return row?.kind ?? "unknown";
}
