import { KnowledgeBaseError } from "./knowledge-base-error.js";

/** The error of what the caller's signal ended, after so many requests. */
export function aborted(signal: AbortSignal | undefined, attempts = 0): KnowledgeBaseError {
  return new KnowledgeBaseError("The call was aborted.", {
    kind: "aborted",
    hint: "Its `signal` ended it.",
    attempts,
    cause: signal?.reason,
  });
}
