import { type Envelope, isObject } from "./envelope.js";

/** What a successful answer holds. */
export interface Success {
  readonly data: unknown;
  readonly requestId: string | undefined;
  readonly response: Response;
}

/**
 * Takes `data` out of an answer, unknown fields included; undefined where it is not a success. This is the only place
 * that tells success from failure: both `code` and HTTP status decide, so a 200 with another code is an error. The
 * content type decides nothing. What a failure is comes from answer-failure.ts.
 */
export function fromResponse(response: Response, envelope: Envelope | undefined): Success | undefined {
  if (envelope?.code !== 0 || !response.ok || !isObject(envelope.data)) return undefined;
  const { data, request_id: requestId } = envelope;
  return { data, requestId: typeof requestId === "string" ? requestId : undefined, response };
}
