import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cors } from "./cors.js";
import { endUnlessWhole } from "./end-connection.js";
import { refuseHost } from "./host.js";
import { discardBody, HungUp } from "./read-body.js";
import { pathOf, type Refusal, refuseMethod } from "./refusal.js";
import { sendAnswer, sendError } from "./send-answer.js";

/** The answer to `GET /ping`, in the bytes of an envelope without data. */
const pong = Buffer.from('{"code":0,"message":"success"}');

/**
 * Makes what answers requests that are none of the API's: with a broken Host, a browser's question whether a page may
 * call, and `/ping`, signed or not. The vendor's Python SDK asks for that before anything else, and it looks nothing
 * up, so it tells whether the server is there. Other requests get the headers that a page needs, and nothing more.
 *
 * @returns a function that says whether it takes the request
 */
export function answerBeforehand(
  cors: Cors,
  newRequestId: () => string,
  onRefused: (refusal: Refusal, about: { requestId: string; method: string; path: string }) => void,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const send = (request: IncomingMessage, answer: () => void): true => {
    discardBody(request)
      .then(answer)
      .catch((error) => {
        if (!(error instanceof HungUp)) throw error;
      });
    return true;
  };
  return (request, response) => {
    const { method = "", url = "" } = request;
    const path = pathOf(url);
    for (const [name, value] of Object.entries(cors.headersOf(request))) response.setHeader(name, value);
    const refuse = (refusal: Refusal) =>
      send(request, () => {
        const requestId = newRequestId();
        sendError(response, requestId, refusal);
        onRefused(refusal, { requestId, method, path });
      });

    const refusal = refuseHost(request);
    if (refusal) return refuse(refusal);
    const preflight = cors.preflightHeadersOf(request);
    if (preflight) {
      return send(request, () => response.writeHead(204, { ...preflight, ...endUnlessWhole(request) }).end());
    }
    if (path !== "/ping") return false;
    if (method !== "GET" && method !== "HEAD") return refuse(refuseMethod(method, ["GET", "HEAD"]));
    return send(request, () => sendAnswer(response, newRequestId(), pong));
  };
}
