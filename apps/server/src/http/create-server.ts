import type { Duplex } from "node:stream";
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from "fastify";
import type { Operation } from "../contract/read-operations.js";
import { endConnectionWithAnswer } from "./end-connection.js";
import { followAnswers, type PendingAnswers } from "./follow-answers.js";
import { logAnswer } from "./log-answer.js";
import { discardBody, HungUp } from "./read-body.js";
import { Refusal } from "./refusal.js";
import { refuseConnection, refuseMessage } from "./refuse-connection.js";
import { refuseMethod, refuseUnknown, toRoutedPath } from "./refuse-unknown.js";
import { newRequestId as newRandomRequestId } from "./request-id.js";
import { sendFailure, sendRefusal } from "./send-answer.js";
import type { ServerOptions } from "./server-options.js";
import { type TimeLimits, timeLimits } from "./time-limits.js";
import { createVerification } from "./verify-request.js";

/** A server before it listens. */
export interface HttpServer {
  readonly server: FastifyInstance;
  readonly answers: PendingAnswers;
}

/**
 * An HTTP server that has no route yet. Whatever is added to it is reached by verified requests alone, and whatever it
 * answers, also where Node or Fastify would by themselves, is in the API's envelope.
 */
export function createServer(
  options: ServerOptions,
  operations: readonly Operation[],
  limits: TimeLimits = timeLimits,
): HttpServer {
  const { newRequestId = newRandomRequestId } = options;
  const loggerInstance: FastifyBaseLogger | undefined = options.logger;

  const refuse = async (socket: Duplex, refusal: Refusal, method?: string) => {
    // Node has let go of a CONNECT's socket: a client that resets it would end this process.
    socket.on("error", () => socket.destroy());
    // Nothing that comes now can be a request, so it is not read.
    socket.pause();
    // Requests that came before are answered first; where one of them was to be the last, its answer is.
    endConnectionWithAnswer(socket);
    await answers.settledOn(socket);
    const requestId = newRequestId();
    if (!refuseConnection(socket, refusal, requestId)) return;
    const { status, code, reason } = refusal.fields;
    logAnswer(server.log.child({ request_id: requestId }), { method, status, code, reason });
  };

  const server = fastify({
    ...(loggerInstance && { loggerInstance }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    genReqId: () => newRequestId(),
    rewriteUrl: ({ url = "" }) => toRoutedPath(url),
    clientErrorHandler: (error, socket) => void refuse(socket, refuseMessage(error)),
    // Requests that still come while the server is closing are answered like any other.
    return503OnClosing: false,
    keepAliveTimeout: limits.idle,
    requestTimeout: limits.request,
    // What a request must be, the contract says: Fastify's own compilers are not even loaded.
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    http: { requireHostHeader: false, headersTimeout: limits.head, connectionsCheckingInterval: limits.check },
  });
  const answers = followAnswers(server.server);
  // Bodies are read before Fastify would look at them: it refuses a content type before any signature is verified.
  server.addHttpMethod("POST", { hasBody: false, overrideExisting: true });

  server.server
    .on("connect", ({ method = "" }, socket) => refuse(socket, refuseMethod(operations, method), method))
    .on("checkExpectation", (request, response) => server.server.emit("request", request, response));
  // A header line that is not shown to the verification would be one that it does not see doubled.
  server.server.maxHeadersCount = 0;

  server.addHook("onRequest", async (request) => {
    if (!request.is404) return;
    await discardBody(request.raw);
    throw refuseUnknown(operations, request.method, request.originalUrl);
  });
  server.addHook("onRequest", createVerification(options));
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return sendRefusal(request, reply, error);
    if (error instanceof HungUp) {
      request.log.debug("the client hung up");
      return reply.hijack();
    }
    return sendFailure(request, reply, error);
  });
  return { server, answers };
}

function refuseSchema(): never {
  throw new Error("A route takes no schema of its own: requests are held against the contract's.");
}
