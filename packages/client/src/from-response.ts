import type { Attempt } from "./attempt.js";
import { isObject, parseEnvelope } from "./envelope.js";
import { loadFailures } from "./load-failures.js";

/** What a successful answer holds. */
export interface Success {
  readonly data: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly requestId: string | undefined;
}

/**
 * Takes `data` out of an answer, unknown fields included. This is the only place that tells success from failure: both
 * `code` and HTTP status decide, so a 200 with another code is an error. The content type decides nothing. What a
 * failure is comes from answer-failure.ts. `now` is our clock, uncorrected.
 *
 * @throws KnowledgeBaseError for every answer that is not a success.
 */
export async function fromResponse(
  response: Response,
  text: string,
  attempt: Attempt,
  now: () => Date,
): Promise<Success> {
  const { headers, status } = response;
  const envelope = parseEnvelope(text);
  if (envelope?.code === 0 && response.ok && isObject(envelope.data)) {
    const { data, request_id: requestId } = envelope;
    return { data, status, headers, requestId: typeof requestId === "string" ? requestId : undefined };
  }
  throw (await loadFailures(attempt)).answerFailure(response, text, envelope, attempt, now);
}
