import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { excerpt } from "./redact.js";
import { redirected } from "./redirected.js";
import { secretsOf } from "./secrets-of.js";

/** The error of an answer that is not the API's; `text` is what its body begins with, where that tells something. */
export function invalidResponse(
  response: Response,
  attempt: Attempt,
  fault: string,
  { requestId, text, hint }: { requestId?: string | undefined; text?: string; hint?: string } = {},
): KnowledgeBaseError {
  const { headers, status, type } = response;
  // A browser shows nothing of a redirect that is not followed, not even its status.
  if (type === "opaqueredirect") return redirected(attempt);
  if (status >= 300 && status < 400) return redirected(attempt, status);
  const secrets = secretsOf(attempt);
  const contentType = excerpt(headers.get("content-type") ?? "no content type", secrets);
  const begin = text ? `: ${excerpt(text, secrets)}` : "";
  return new KnowledgeBaseError(`The answer is not the API's: HTTP ${status}, ${contentType}, ${fault}${begin}`, {
    kind: "invalid-response",
    hint: hint ?? "Check that `endpoint` is the API's, and whether a proxy on the way answered instead.",
    status,
    requestId,
    attempts: attempt.attempts,
  });
}
