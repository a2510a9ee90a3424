import type { Attempt } from "./attempt.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { excerpt } from "./redact.js";
import { secretsOf } from "./secrets-of.js";

/** The error of an answer that is not the API's; `text` is what its body begins with, where that tells something. */
export function invalidResponse(
  response: Response,
  attempt: Attempt,
  fault: string,
  { requestId, text, hint }: { requestId?: string | undefined; text?: string; hint?: string } = {},
): KnowledgeBaseError {
  const secrets = secretsOf(attempt);
  const contentType = excerpt(response.headers.get("content-type") ?? "no content type", secrets);
  // A browser shows nothing of a redirect that is not followed, not even its status.
  const redirected = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  const begin = text && !redirected ? `: ${excerpt(text, secrets)}` : "";
  const what = redirected ? "a redirect" : `${contentType}, ${fault}${begin}`;
  return new KnowledgeBaseError(`The answer is not the API's: HTTP ${response.status}, ${what}`, {
    kind: "invalid-response",
    hint: redirected
      ? "Redirects are not followed, since the signature holds for one host: set `endpoint` to the final address."
      : (hint ?? "Check that `endpoint` is the API's, and whether a proxy on the way answered instead."),
    status: response.status,
    requestId,
    attempts: attempt.attempts,
  });
}
