import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { redirected } from "./redirected.js";
import { safeCause } from "./safe-cause.js";
import { secretsOf } from "./secrets-of.js";

/**
 * Node's fetch sends a request again that was answered so, and fails where it kept no copy of the body
 * (redirect-refusal.ts). The length of a text it tells itself, so that nothing else makes it fail so.
 */
const misdirected = "the request reached a server that does not answer for this host (HTTP 421)";

/** The error of an attempt whose answer did not come, or did not come whole. */
export function unanswered(error: unknown, attempt: Attempt): KnowledgeBaseError {
  const cause = safeCause(error, secretsOf(attempt));
  const { reason, code } = reasonOf(cause);
  // What undici (redirect-refusal.ts) and node-fetch say that may not follow: no less, since others name the address.
  if (code === undefined && /unexpected redirect|responds with a redirect/.test(reason)) return redirected(attempt);
  const host = attempt.sent && new URL(attempt.sent.url).host;
  return new KnowledgeBaseError(`No answer from ${host}: ${reason}`, {
    kind: "connection",
    hint: "Check `endpoint`, the network and the proxy; for the local mock, that it is running.",
    attempts: attempt.attempts,
    cause,
  });
}

/** fetch itself says no more than "fetch failed"; why stands in its cause, which safe-cause.ts made an Error. */
function reasonOf(error: Error): { readonly reason: string; readonly code: unknown } {
  const cause = (error.cause ?? error) as Error & { readonly code?: unknown };
  const { code } = cause;
  if (code === "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH") return { reason: misdirected, code };
  return { reason: cause.message || String(code ?? (error.message || error.name)), code };
}
