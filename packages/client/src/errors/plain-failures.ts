import type { AnswerBody, Envelope } from "../transport/answer.js";
import type { Attempt } from "../transport/attempt.js";
import type { Environment } from "../transport/environment.js";
import { type FailedAttempt, pause, pauseBeforeRetryMs } from "../transport/pause.js";
import { kindOfCode } from "./kind-of-code.js";
import { KnowledgeBaseError } from "./knowledge-base-error.js";

/** An answer that is not a success, as far as it was read. */
export interface FailedAnswer {
  readonly response: Response;
  readonly body: AnswerBody;
  /** Undefined when the body is too long or is not UTF-8. */
  readonly text: string | undefined;
  readonly envelope: Envelope | undefined;
}

/** What makes the errors of attempts, and decides about the next one. */
interface Failures {
  answerError(
    answer: FailedAnswer,
    attempt: Attempt,
    environment: Environment,
  ): KnowledgeBaseError | Promise<KnowledgeBaseError>;
  connectionError(error: unknown, attempt: Attempt): KnowledgeBaseError;
  beforeRetry(failed: FailedAttempt): Promise<void>;
}

const hint =
  "More would be told by code that could not be loaded: load the page anew, or import @viking-kb/client/static where dynamic imports are refused.";

/**
 * The failures of calls where the code that explains them cannot be loaded. Kind, code, status and request id are kept;
 * the hints of codes, and what redacts the server's words, are in the code that is missing. Calls are sent again as
 * ever, but a Retry-After that is a date, and a clock that is wrong, change nothing.
 */
export const plainFailures: Failures = {
  answerError({ response: { status }, envelope }, { attempts, sent }) {
    const { code = 0, message, request_id: id } = envelope ?? {};
    const isSecret = [sent?.key?.secretAccessKey, ...Object.values(sent?.headers ?? {})].some(
      (secret) => String(id).length >= 8 && secret?.includes(String(id)),
    );
    const requestId = typeof id === "string" && /^[\w-]{1,60}$/.test(id) && !isSecret ? id : undefined;
    return new KnowledgeBaseError(
      code === 0 ? `The answer is not the API's: HTTP ${status}` : `Code ${code}, HTTP ${status}`,
      {
        kind: code === 0 ? "invalid-response" : kindOfCode(code, String(message)),
        hint,
        code: code || undefined,
        status,
        requestId,
        attempts,
      },
    );
  },
  connectionError: (_error, { attempts }) =>
    new KnowledgeBaseError("No answer came.", { kind: "connection", hint, attempts }),
  async beforeRetry(failed) {
    const { attempt, error, call, caller } = failed;
    const askedMs = Number(attempt.response?.headers.get("retry-after")) * 1_000 || 0;
    const delayMs = Math.max(pauseBeforeRetryMs(failed), askedMs);
    if (delayMs >= call.time.leftMs) throw error;
    attempt.observe?.("beforeRetry", attempt, { status: error.status, requestId: error.requestId, error, delayMs });
    await pause(delayMs, call, caller);
  },
};
