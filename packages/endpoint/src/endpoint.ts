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
  /** For a request's head. */
  readonly head: number;
  /** For a whole request, its body included. */
  readonly request: number;
  /** How often the two above are looked at. */
  readonly check: number;
  /** For the next request on a connection. Clients keep connections for less, so none sends into one that is closing. */
  readonly idle: number;
  /** For requests under way when the endpoint is closed. */
  readonly close: number;
}

/** Enough for 1 MiB over a slow line, and not enough to hold connections for nothing. */
export const timeLimits: TimeLimits = { head: 10_000, request: 30_000, check: 1_000, idle: 75_000, close: 5_000 };

/** What an endpoint is made with. */
interface EndpointOptions {
  readonly limits?: TimeLimits | undefined;
  /** Makes the `request_id` of an answer to what is no request. Default: a random one. */
  readonly newRequestId?: (() => string) | undefined;
  /** Is told of each message that is refused before it is a request, which no listener for requests sees. */
  readonly onRefused?: (refusal: Refusal, about: { readonly requestId: string; readonly method?: string }) => void;
}

/** A server that answers as this API, once it has a listener for requests. */
export interface Endpoint {
  /** Has no listener for `request` yet. */
  readonly server: Server;
  /** @throws Error that says what to do, when it cannot listen there. */
  listen(port: number, host: string): Promise<Address>;
  /** Stops listening, waits for answers that are under way as long as `limits.close` says, and ends all connections. */
  close(): Promise<void>;
}

/** An HTTP server that speaks the API's envelope also where Node by itself would answer something else, or nothing. */
export function createEndpoint(options: EndpointOptions = {}): Endpoint {
  const { limits = timeLimits, newRequestId = newRandomRequestId, onRefused } = options;
  const server = createServer({
    requireHostHeader: false,
    headersTimeout: limits.head,
    requestTimeout: limits.request,
    connectionsCheckingInterval: limits.check,
    keepAliveTimeout: limits.idle,
  });
  // Node would drop header lines past a number, and with them a second one of a name that must stand once.
  server.maxHeadersCount = 0;
  const answers = followAnswers(server);

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
