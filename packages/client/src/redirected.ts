import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/** The error of an answer that sends us elsewhere. Where it is told by fetch alone, its status is not known. */
export function redirected({ attempts }: Attempt, status?: number): KnowledgeBaseError {
  const what = status === undefined ? "a redirect" : `HTTP ${status}, a redirect`;
  return new KnowledgeBaseError(`The answer is not the API's: ${what}`, {
    kind: "invalid-response",
    hint: "Redirects are not followed, since the signature holds for one host: set `endpoint` to the final address.",
    status,
    attempts,
  });
}
