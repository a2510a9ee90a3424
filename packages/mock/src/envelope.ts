import type { Answer } from "./answer.js";
import type { InvalidRequest } from "./invalid-request.js";

/** Business code of a request that is not valid. Source: the tables of the four documentation pages. */
const invalidRequestCode = 1000003;
/** Business code of a failure inside the service. Source: the vendor's list of error codes. */
const internalErrorCode = 1000028;

/** The answer to a request that is refused: `invalid request:` and the reason. */
export function invalidRequestAnswer(refusal: InvalidRequest, requestId: string): Answer {
  const { status, headers, message } = refusal;
  return { status, headers, body: envelope(invalidRequestCode, `invalid request:${message}`, requestId) };
}

/** The answer when the mock itself fails. It shows nothing of the inside. */
export function internalErrorAnswer(requestId: string): Answer {
  return { status: 500, body: envelope(internalErrorCode, "internal error", requestId) };
}

function envelope(code: number, message: string, requestId: string) {
  return { code, message, request_id: requestId };
}
