import { answerTooLong } from "./answer-too-long.js";
import type { Attempt } from "./attempt.js";
import type { BodyText } from "./body-text.js";
import { clockAdvice } from "./clock-advice.js";
import { correctionMs } from "./clock-correction.js";
import type { Envelope } from "./envelope.js";
import { describeCode } from "./error-kinds.js";
import { invalidResponse } from "./invalid-response.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";
import { redact } from "./redact.js";
import { secretsOf } from "./secrets-of.js";

/** An answer that is not a success, as far as it could be read. */
export interface FailedAnswer {
  readonly response: Response;
  readonly body: BodyText;
  /** Undefined where the body is too long or no UTF-8. */
  readonly text: string | undefined;
  readonly envelope: Envelope | undefined;
}

/**
 * The error of an answer that is not a success: `code` decides, never the HTTP status alone, and an unknown code keeps
 * its number. `now` is our clock, uncorrected: an error says when it is far off. What is to be corrected for the next
 * attempt goes into this one.
 */
export function answerFailure(
  { response, body, text, envelope }: FailedAnswer,
  attempt: Attempt,
  now: () => Date,
): KnowledgeBaseError {
  if (body.isTooLong) return answerTooLong(response, attempt, body.maximumBytes);
  if (text === undefined) return invalidResponse(response, attempt, "no UTF-8");
  if (envelope === undefined) return invalidResponse(response, attempt, "no envelope with a code", { text });
  const { headers, status } = response;
  const { code } = envelope;
  const secrets = secretsOf(attempt);
  const requestId = typeof envelope.request_id === "string" ? redact(envelope.request_id, secrets) : undefined;
  if (code === 0) {
    const fault = response.ok ? "no data" : "code 0 under an error status";
    return invalidResponse(response, attempt, fault, { requestId });
  }
  const message = typeof envelope.message === "string" ? envelope.message : "";
  const { kind, hint } = describeCode(code, message);
  const error = new KnowledgeBaseError(`${redact(message, secrets) || "no message"} (code ${code}, HTTP ${status})`, {
    kind,
    hint: kind === "unauthorized" ? hint + clockAdvice(headers, now) : hint,
    code,
    status,
    requestId,
    attempts: attempt.attempts,
  });
  attempt.correctionMs = correctionMs(error, headers, attempt.now);
  return error;
}
