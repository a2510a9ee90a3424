import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { answerBeforehand } from "./answer-beforehand.js";
import { answerInTurn } from "./answer-in-turn.js";
import { type Bound, type Bounds, describeBound, bounds as ownBounds, type TimeLimits, timeLimits } from "./bounds.js";
import { allowOrigins } from "./cors.js";
import { endConnectionWithAnswer } from "./end-connection.js";
import { newRequestId as newRandomRequestId } from "./envelope.js";
import { type Address, listen } from "./listen.js";
import { createServer } from "./node-http.js";
import { type Refusal, refuseMethod } from "./refusal.js";
import { refuseConnection, refuseMessage } from "./refuse-connection.js";

/** Options of an endpoint. */
interface EndpointOptions {
  readonly limits?: TimeLimits | undefined;
  readonly bounds?: Bounds | undefined;
  /** The origins whose pages may call, each exactly as `http://localhost:5173`. Default: none. */
  readonly cors?: readonly string[] | undefined;
  /** Makes the `request_id` for what the endpoint answers by itself. Default: a random one. */
  readonly newRequestId?: (() => string) | undefined;
  /** Called for each message that is refused before it comes to what serves. */
  readonly onRefused?: (
    refusal: Refusal,
    about: { readonly requestId: string; readonly method?: string; readonly path?: string },
  ) => void;
  /** Called once for each limit, with a sentence about it, when it is met for the first time. */
  readonly onBound?: (sentence: string) => void;
}

/** A server that answers as this API does, once it is told how. */
export interface Endpoint {
  /**
   * Answers requests with this. On each connection the next request comes only when the answer before is taken; what no
   * server of this API may answer, and what is none of its requests, does not come.
   */
  serve(answer: RequestListener): void;
  /** @throws Error that says what to do, when it cannot listen there. */
  listen(port: number, host: string): Promise<Address>;
  /** Stops listening, waits for answers under way up to `limits.close`, and ends all connections. */
  close(): Promise<void>;
}

/**
 * Creates an HTTP server that uses the API's envelope everywhere, even where Node alone would answer something else, or
 * nothing.
 *
 * @throws Error when `cors` holds what is no origin.
 */
export function createEndpoint(options: EndpointOptions = {}): Endpoint {
  const { limits = timeLimits, bounds = ownBounds, newRequestId = newRandomRequestId, onRefused } = options;
  const cors = allowOrigins(options.cors);
  const server = createServer({
    requireHostHeader: false,
    headersTimeout: limits.head,
    requestTimeout: limits.request,
    connectionsCheckingInterval: limits.check,
    keepAliveTimeout: limits.idle,
  });
  // Without this, Node would drop header lines past a number, and with them a repeated one that must be refused.
  server.maxHeadersCount = 0;
  server.maxConnections = bounds.connections;
  // Node counts what is read and written, also within one long answer.
  server.timeout = limits.write;

  const met = new Set<Bound>();
  const onBound = (bound: Bound) => {
    if (met.has(bound)) return;
    met.add(bound);
    options.onBound?.(describeBound(bound, bounds, limits));
  };
  let answer: RequestListener = () => undefined;
  let closing: Promise<void> | undefined;
  const beforehand = answerBeforehand(cors, newRequestId, (refusal, about) => onRefused?.(refusal, about));
  const answers = answerInTurn(
    server,
    (request, response) => {
      // Nothing more is answered on this connection, and its client is told so.
      if (closing) response.shouldKeepAlive = false;
      if (!beforehand(request, response)) answer(request, response);
    },
    bounds,
    onBound,
  );

  const refuse = async (socket: Duplex, refusal: Refusal, method?: string) => {
    // Node does not watch a CONNECT's socket any more: if the client reset it, this process would end.
    socket.on("error", () => socket.destroy());
    // No request can follow, so nothing more is read.
    socket.pause();
    // Earlier requests are answered first. If one of them was to be the last on the connection, its answer is.
    endConnectionWithAnswer(socket);
    await answers.settledOn(socket);
    const requestId = newRequestId();
    const request = answers.lastOn(socket);
    if (!refuseConnection(socket, refusal, requestId, request && cors.headersOf(request))) return;
    onRefused?.(refusal, { requestId, ...(method !== undefined && { method }) });
  };
  server
    .on("connect", ({ method = "" }, socket) => refuse(socket, refuseMethod(method), method))
    .on("clientError", (error: NodeJS.ErrnoException, socket) => {
      // The time limit is not for what waited in the system's buffers behind other requests. Silence still ends it,
      // below.
      if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && answers.heldBack(socket)) return;
      refuse(socket, refuseMessage(error));
    })
    .on("checkExpectation", (request, response) => server.emit("request", request, response))
    .on("drop", () => onBound("connections"))
    .on("timeout", (socket) => {
      const isUnread = socket.writableLength > 0;
      const last = answers.lastOn(socket);
      // The client waits for its answer, or is still sending, for which there is another limit.
      if (!isUnread && last && (last.complete || !answers.heldBack(socket))) return;
      if (isUnread) onBound("write");
      socket.destroy();
    });

  const close = async () => {
    const closed = once(server, "close");
    server.close();
    const limit = new AbortController();
    await Promise.race([answers.settled(), sleep(limits.close, undefined, { signal: limit.signal })]);
    limit.abort();
    server.closeAllConnections();
    await closed;
  };
  return {
    serve(listener) {
      answer = listener;
    },
    listen: (port, host) => listen(server, port, host),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
