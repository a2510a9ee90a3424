import type { IncomingMessage, RequestListener } from "node:http";
import {
  HungUp,
  invalidRequest,
  parseBody,
  pathOf,
  Refusal,
  readCall,
  sendAnswer,
  sendError,
  successEnvelope,
} from "@viking-kb/endpoint";
import { operations, requestFault } from "@viking-kb/spec";
import type { Logger } from "pino";
import { handlers } from "../routes/handlers.js";
import type { Storage } from "../storage/storage.js";
import { logAnswer, type Outcome } from "./answer-log.js";
import { originOf, resultOf } from "./downloads/links.js";
import { sendResult } from "./downloads/send-result.js";
import { verifyBefore } from "./verify-request.js";

/** What requests are answered with. */
interface AnswerTools {
  readonly storage: Storage;
  readonly logger: Logger | undefined;
  readonly now: () => Date;
  readonly newRequestId: () => string;
  readonly maximumClockSkewSeconds: number | undefined;
  /** Counts a verified request; throws a Refusal when its key has sent too many. */
  readonly takeOfQuota: ((accessKeyId: string) => void) | undefined;
}

/**
 * Makes the one door: what is answered is a call of an operation, signed with a key, or a request for the result of an
 * export, by a link. Everything else is refused.
 */
export function answerRequests(tools: AnswerTools): RequestListener {
  const { logger, newRequestId } = tools;
  return async (request, response) => {
    const begun = performance.now();
    const { method, url = "" } = request;
    const requestId = newRequestId();
    let accessKeyId: string | undefined;
    const log = (outcome: Outcome) => {
      const milliseconds = Math.round((performance.now() - begun) * 10) / 10;
      logAnswer(logger, { request_id: requestId, method, path: pathOf(url), accessKeyId, milliseconds, ...outcome });
    };
    try {
      const taskId = resultOf(url);
      if (taskId !== undefined) return log(await sendResult(request, response, taskId, { ...tools, requestId }));
      const data = await answerCall(request, tools, (id) => {
        accessKeyId = id;
      });
      sendAnswer(response, requestId, successEnvelope(data, requestId));
      log({ status: 200, code: 0 });
    } catch (error) {
      if (error instanceof HungUp) return logger?.debug({ request_id: requestId }, "the client hung up");
      const { status, code, reason, explanation } = sendError(response, requestId, error);
      log({ status, code, reason, explanation, ...(!(error instanceof Refusal) && { err: error }) });
    }
  };
}

/**
 * Answers a call with the data of its operation, as JSON text. What is wrong with it is looked for in the order of the
 * lines below, and then by the handler.
 *
 * @param onVerified told whose call it is
 * @throws Refusal of what is wrong, HungUp when the request does not arrive.
 */
async function answerCall(
  request: IncomingMessage,
  tools: AnswerTools,
  onVerified: (accessKeyId: string) => void,
): Promise<string> {
  const { operation, bytes } = await readCall(Object.values(operations), request);
  return verifyBefore(request, bytes, tools, async ({ accessKeyId, signedHeaders, reads }) => {
    onVerified(accessKeyId);
    tools.takeOfQuota?.(accessKeyId);
    const body = parseBody(bytes, request.headers["content-type"]);
    const fault = requestFault(operation.operationId, body);
    if (fault !== undefined) throw invalidRequest(fault);
    const call = { accessKeyId, now: tools.now, origin: () => originOf(request, signedHeaders), reads };
    // The check above has found the body to be this operation's request.
    return handlers[operation.operationId]({ ...call, body: body as never });
  });
}
