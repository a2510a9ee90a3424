import type { KnowledgeBaseError } from "./knowledge-base-error.js";

/** Our clock, as corrected so far by servers that refused it. */
export interface CorrectedClock {
  /** What is added to our clock, in milliseconds. */
  offsetMs: number;
}

/** Whether an answer shows that its request got past the signature, so that what it was dated by may be kept. */
export function acceptsSignature(error: KnowledgeBaseError): boolean {
  return error.code !== undefined && error.kind !== "unauthorized" && (error.status ?? 500) < 500;
}
