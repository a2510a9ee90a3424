import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { redirected } from "./redirected.js";
import { safeCause } from "./safe-cause.js";
import { secretsOf } from "./secrets-of.js";

/** The error of an attempt whose answer did not come, or did not come whole. */
export function unanswered(error: unknown, attempt: Attempt): KnowledgeBaseError {
  const cause = safeCause(error, secretsOf(attempt));
  // What Node's fetch says where it may not follow; redirect-refusal.ts.
  if (reasonOf(cause) === "unexpected redirect") return redirected(attempt);
  const host = attempt.sent && new URL(attempt.sent.url).host;
  return new KnowledgeBaseError(`No answer from ${host}: ${reasonOf(cause)}`, {
    kind: "connection",
    hint: "Check `endpoint`, the network and the proxy; for the local mock, that it is running.",
    attempts: attempt.attempts,
    cause,
  });
}

/** fetch itself says no more than "fetch failed"; why stands in its cause. */
function reasonOf(error: Error): string {
  const cause: Error & { readonly code?: unknown } = error.cause instanceof Error ? error.cause : error;
  return cause.message || String(cause.code ?? error.message);
}
