import type { Attempt } from "./attempt.js";
import { invalidResponse } from "./invalid-response.js";
import type { KnowledgeBaseError } from "./knowledge-base-error.js";

/** The error of an answer that has more than so many bytes. */
export function answerTooLong(response: Response, attempt: Attempt, maximumBytes: number): KnowledgeBaseError {
  return invalidResponse(response, attempt, `more than ${maximumBytes} bytes`, {
    hint: "Ask for less, as with `limit`, or raise `maximumAnswerBytes`.",
  });
}
