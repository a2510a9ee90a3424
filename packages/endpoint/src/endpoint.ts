import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { endConnectionWithAnswer } from "./end-connection.js";
import { newRequestId as newRandomRequestId } from "./envelope.js";
import { followAnswers } from "./follow-answers.js";
import { type Address, listen } from "./listen.js";
import { type Refusal, refuseMethod } from "./refusal.js";
import { refuseConnection, refuseMessage } from "./refuse-connection.js";

/** How long an endpoint waits for a client, in milliseconds. */
export interface TimeLimits {
  /** The time for a request's head. */
  readonly head: number;
  /** The time for a whole request, its body included. */
  readonly request: number;
  /** How often the two limits above are checked. */
  readonly check: number;
  /**
   * The time until the next request on a connection. It is longer than clients keep connections, so none sends into one
   * that is closing.
   */
  readonly idle: number;
  /** The time for requests that are under way when the endpoint is closed. */
  readonly close: number;
}

/** Enough for 1 MiB over a slow line, but not enough to hold connections open for nothing. */
export const timeLimits: TimeLimits = { head: 10_000, request: 30_000, check: 1_000, idle: 75_000, close: 5_000 };

/** Options of an endpoint. */
interface EndpointOptions {
  readonly limits?: TimeLimits | undefined;
  /** Makes the `request_id` for answers to messages that are no request. Default: a random one. */
  readonly newRequestId?: (() => string) | undefined;
  /** Called for each message that is refused before it becomes a request: listeners for requests do not see it. */
  readonly onRefused?: (refusal: Refusal, about: { readonly requestId: string; readonly method?: string }) => void;
}

/** A server that answers as this API does, once it has a listener for requests. */
export interface Endpoint {
  /** Has no listener for `request` yet. */
  readonly server: Server;
  /** @throws Error that says what to do, when it cannot listen there. */
  listen(port: number, host: string): Promise<Address>;
  /** Stops listening, waits for answers under way up to `limits.close`, and ends all connections. */
  close(): Promise<void>;
}

/**
 * Creates an HTTP server that uses the API's envelope everywhere, even where Node alone would answer something else, or
 * nothing.
 */
export function createEndpoint(options: EndpointOptions = {}): Endpoint {
  const { limits = timeLimits, newRequestId = newRandomRequestId, onRefused } = options;
  const server = createServer({
    requireHostHeader: false,
    headersTimeout: limits.head,
    requestTimeout: limits.request,
    connectionsCheckingInterval: limits.check,
    keepAliveTimeout: limits.idle,
  });
  // Without this, Node would drop header lines past a number, and with them a repeated one that must be refused.
  server.maxHeadersCount = 0;
  const answers = followAnswers(server);

  const refuse = async (socket: Duplex, refusal: Refusal, method?: string) => {
    // Node does not watch a CONNECT's socket any more: if the client reset it, this process would end.
    socket.on("error", () => socket.destroy());
    // No request can follow, so nothing more is read.
    socket.pause();
    // Earlier requests are answered first. If one of them was to be the last on the connection, its answer is.
    endConnectionWithAnswer(socket);
    await answers.settledOn(socket);
    const requestId = newRequestId();
    if (!refuseConnection(socket, refusal, requestId)) return;
    onRefused?.(refusal, { requestId, ...(method !== undefined && { method }) });
  };
  server
    .on("connect", ({ method = "" }, socket) => refuse(socket, refuseMethod(method), method))
    .on("clientError", (error, socket) => refuse(socket, refuseMessage(error)))
    .on("checkExpectation", (request, response) => server.emit("request", request, response));

  const close = async () => {
    const closed = once(server, "close");
    server.close();
    const limit = new AbortController();
    await Promise.race([answers.settled(), sleep(limits.close, undefined, { signal: limit.signal })]);
    limit.abort();
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    server,
    listen: (port, host) => listen(server, port, host),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
