import {
  createEndpoint,
  discardBody,
  type Endpoint,
  HungUp,
  newRequestId as newRandomRequestId,
  pathOf,
  Refusal,
  refuseUnknown,
  type TimeLimits,
} from "@viking-kb/endpoint";
import { operations } from "@viking-kb/spec";
import { type FastifyInstance, fastify } from "fastify";
import type { Logger } from "pino";
import type { Storage } from "../storage/storage.js";
import { answerDownloads } from "./downloads/answer-downloads.js";
import { createQuota } from "./quota.js";
import { type Answers, createAnswers } from "./send-answer.js";
import { createVerification } from "./verify-request.js";

/** How a server is started. */
export interface ServerOptions {
  /** What is served. It stays open when the server is closed. */
  readonly storage: Storage;
  /** Port to listen on; 0 takes any that is free. Default: 4020. */
  readonly port?: number | undefined;
  /** Address to listen on. Default: 127.0.0.1, which no other machine reaches. */
  readonly host?: string | undefined;
  /** Origins whose pages may call, like `http://localhost:5173`. Default: none, so that no page in a browser can. */
  readonly cors?: readonly string[] | undefined;
  /** Takes one line for each answer but those to `/ping` and to a browser's questions. Default: none is written. */
  readonly logger?: Logger | undefined;
  /** The clock that signatures are held against. Default: the real one. */
  readonly now?: (() => Date) | undefined;
  /** Makes the `request_id` of an answer. Default: a random one. */
  readonly newRequestId?: (() => string) | undefined;
  /** How far the date of a signature may lie from the clock, both ways, in seconds. Default: the contract's 900. */
  readonly maximumClockSkewSeconds?: number | undefined;
  /**
   * How many requests a second each key may send, above 0; a key that was silent may send those of one second, and at
   * least one, at once. What is more is answered 429, with `Retry-After`. Only requests with a right signature count,
   * so downloads do not, nor do those to other servers, also where they serve the same database. Default: any number.
   */
  readonly requestsPerSecond?: number | undefined;
}

/** A server before it listens. */
export interface HttpServer {
  readonly endpoint: Endpoint;
  /** Serves over the endpoint. */
  readonly server: FastifyInstance;
  readonly answers: Answers;
}

/**
 * An HTTP server that has no route yet, but answers links to results. Whatever is added to it is reached by verified
 * requests alone, and whatever it answers, also where Node or Fastify would by themselves, is in the API's envelope.
 */
export function createServer(options: ServerOptions, limits?: TimeLimits): HttpServer {
  const { storage, now, newRequestId = newRandomRequestId, maximumClockSkewSeconds, requestsPerSecond } = options;
  const answers = createAnswers(options.logger);
  const endpoint = createEndpoint({
    limits,
    cors: options.cors,
    newRequestId,
    onRefused({ status, code, reason }, { requestId, ...request }) {
      answers.log({ request_id: requestId, ...request, status, code, reason });
    },
    onBound: (sentence) => options.logger?.warn(sentence),
  });

  const downloads = { storage, now, newRequestId, onAnswered: answers.log };
  const server = fastify({
    genReqId: () => newRequestId(),
    rewriteUrl: ({ url = "" }) => toRoutedPath(url),
    // The other door: results of exports are read with a link. Everything else goes on to the one check below.
    serverFactory: (handle) => endpoint.serve(answerDownloads(handle, downloads)),
    // The endpoint answers these errors itself.
    clientErrorHandler: () => undefined,
    // Requests that still come while the server is closing are answered like any other.
    return503OnClosing: false,
    // What a request must be, the contract says: Fastify's own compilers are not even loaded.
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
  });
  // A hook reads bodies, not Fastify, which would refuse a content type before the signature is verified.
  server.addHttpMethod("POST", { hasBody: false, overrideExisting: true });

  server.addHook("onRequest", (request, _reply, next) => {
    if (!request.is404) return next();
    const refusal = () => refuseUnknown(Object.values(operations), request.method, request.originalUrl);
    discardBody(request.raw).then(() => next(refusal()), next);
  });
  const takeOfQuota = requestsPerSecond === undefined ? undefined : createQuota(requestsPerSecond);
  const verifiedFirst = createVerification(storage, { now, maximumClockSkewSeconds, takeOfQuota });
  server.addHook("onRoute", (route) => {
    route.handler = verifiedFirst(route.handler);
  });
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return answers.refuse(request, reply, error);
    if (error instanceof HungUp) {
      options.logger?.debug({ request_id: request.id }, "the client hung up");
      return reply.hijack();
    }
    return answers.refuse(request, reply, new Refusal("server"), error);
  });
  return { endpoint, server, answers };
}

/**
 * The path to route by. No operation's path holds what a router would decode, complete or refuse by itself (escapes,
 * `//`, a whole URL, `*`), so a target with any of these leads to no operation.
 */
function toRoutedPath(target: string): string {
  const path = pathOf(target);
  return /^(?:\/[\w.~-]+)+$/.test(path) ? path : "/";
}

function refuseSchema(): never {
  throw new Error("A route takes no schema of its own: requests are held against the contract's.");
}
