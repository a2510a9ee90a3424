import type { ServerResponse } from "node:http";
import { endUnlessWhole } from "./end-connection.js";
import { envelopeHeaders, errorEnvelope } from "./envelope.js";
import { Refusal } from "./refusal.js";

/**
 * Answers a request with an envelope. Where the request was not read to its end, nothing can follow on its connection.
 *
 * @param body as `envelopeHeaders` takes it
 */
export function sendAnswer(
  response: ServerResponse,
  requestId: string,
  body: string | Buffer,
  { status = 200, headers = {} }: Partial<Pick<Refusal, "status" | "headers">> = {},
): void {
  const all = { ...headers, ...endUnlessWhole(response.req), ...envelopeHeaders(body, requestId) };
  response.writeHead(status, all).end(body);
}

/**
 * Answers a request with what was thrown: a Refusal as it says, anything else as a failure inside, of which nothing is
 * shown.
 *
 * @returns what is answered
 */
export function sendError(response: ServerResponse, requestId: string, error: unknown): Refusal {
  const refusal = error instanceof Refusal ? error : new Refusal("server");
  sendAnswer(response, requestId, errorEnvelope(refusal, requestId), refusal);
  return refusal;
}
