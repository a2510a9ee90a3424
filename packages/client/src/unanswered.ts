import { KnowledgeBaseError } from "./knowledge-base-error.js";

/** The error of a call whose answer did not come, or did not come whole: `aborted` or `connection`. */
export function unanswered(cause: unknown, signal: AbortSignal | null | undefined, host: string): KnowledgeBaseError {
  if (signal?.aborted) {
    return new KnowledgeBaseError("The call was aborted.", {
      kind: "aborted",
      hint: "The signal that was passed to the call ended it.",
      cause: signal.reason,
    });
  }
  return new KnowledgeBaseError(`No answer from ${host}: ${reasonOf(cause)}`, {
    kind: "connection",
    hint: "Check `endpoint`, the network and the proxy; for the local mock, that it is running.",
    cause,
  });
}

/** fetch itself says no more than "fetch failed"; why stands in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ("code" in cause ? String(cause.code) : cause.name);
}
