import { type Credentials, staticCredentials } from "@viking-kb/auth/sign";
import { hints } from "../generated/hints.js";
import type { Attempt } from "../transport/attempt.js";
import type { Environment } from "../transport/environment.js";
import { clockAdvice } from "../transport/server-clock.js";
import { kindOfCode } from "./kind-of-code.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import type { FailedAnswer } from "./plain-failures.js";
import { excerpt, redact, secretsOf } from "./redact.js";

/**
 * The error of an answer that is not a success. Its `code` decides, never the HTTP status alone; an unknown code is
 * kept as a number. `now` is the uncorrected clock of this machine: the error says when it is far off. The hint of a
 * code is in the client's language.
 */
export async function answerError(
  { response, body, text, envelope }: FailedAnswer,
  attempt: Attempt,
  { now, loadTexts }: Environment,
): Promise<KnowledgeBaseError> {
  if (body.isTooLong) {
    return invalidResponse(response, attempt, `more than ${body.maximumBytes} bytes`, {
      hint: "Ask for less, as with `limit`, or raise `maximumAnswerBytes`.",
    });
  }
  if (text === undefined) return invalidResponse(response, attempt, "no UTF-8");
  if (envelope === undefined) return invalidResponse(response, attempt, "no envelope with a code", { text });
  const { headers, status } = response;
  const { code } = envelope;
  const secrets = secretsOf(attempt.sent);
  const requestId = typeof envelope.request_id === "string" ? redact(envelope.request_id, secrets) : undefined;
  if (code === 0) {
    const fault = response.ok ? "no data" : "code 0 under an error status";
    return invalidResponse(response, attempt, fault, { requestId });
  }
  const message = typeof envelope.message === "string" ? envelope.message : "";
  const kind = kindOfCode(code, message);
  const texts = (await loadTexts?.()) ?? { hints };
  const hint =
    texts.hints[`${code} ${kind}`] ?? "This client does not know the code; give the request id to Volcengine.";
  return new KnowledgeBaseError(`${redact(message, secrets) || "no message"} (code ${code}, HTTP ${status})`, {
    kind,
    hint:
      hint +
      (kind === "unauthorized" ? keyAdvice(attempt.sent?.key) + clockAdvice(headers, now) : "") +
      (kind === "invalid-request" && /\blimit: must be <= /.test(message)
        ? " To get every point, use points.iterate."
        : ""),
    code,
    status,
    requestId,
    attempts: attempt.attempts,
  });
}

/**
 * What makes a key none, such as quotes around it; empty where nothing is seen. Looked at when it is refused, since a
 * plain object is not checked before: every page would have to load that.
 */
function keyAdvice(key: Credentials | undefined): string {
  try {
    if (key) staticCredentials(key);
    return "";
  } catch (error) {
    return ` ${(error as Error).message}`;
  }
}

/**
 * The error of an answer that did not come from the API; `text` is the beginning of its body, if that says something.
 */
function invalidResponse(
  response: Response,
  attempt: Attempt,
  fault: string,
  { requestId, text, hint }: { requestId?: string | undefined; text?: string; hint?: string } = {},
): KnowledgeBaseError {
  const { headers, status, type } = response;
  // A browser hides everything of a redirect that is not followed, even its status.
  if (type === "opaqueredirect") return redirected(attempt);
  if (status >= 300 && status < 400) return redirected(attempt, status);
  const secrets = secretsOf(attempt.sent);
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

/** The error of a redirect. Its status is unknown when only fetch reports it. */
export function redirected({ attempts }: Attempt, status?: number): KnowledgeBaseError {
  const what = status === undefined ? "a redirect" : `HTTP ${status}, a redirect`;
  return new KnowledgeBaseError(`The answer is not the API's: ${what}`, {
    kind: "invalid-response",
    hint: "Redirects are not followed, since the signature holds for one host: set `endpoint` to the final address.",
    status,
    attempts,
  });
}
