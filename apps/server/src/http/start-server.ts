import { setTimeout as sleep } from "node:timers/promises";
import { readOperations } from "../contract/read-operations.js";
import { handlers } from "../routes/handlers.js";
import { createServer } from "./create-server.js";
import { listen } from "./listen.js";
import { registerOperations } from "./register-operations.js";
import type { ServerOptions } from "./server-options.js";
import { type TimeLimits, timeLimits } from "./time-limits.js";

export type { ServerOptions } from "./server-options.js";

/** A server that is listening. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** Stops listening, answers what is under way, and ends all connections. The storage stays open. */
  close(): Promise<void>;
}

/**
 * Serves a storage over the four operations of the contract.
 *
 * @throws Error when the port cannot be listened on; the message says what to do.
 */
export async function startServer(options: ServerOptions, limits: TimeLimits = timeLimits): Promise<LocalServer> {
  const { storage, port = 4020, host = "127.0.0.1" } = options;
  const operations = readOperations();
  const { server, answers } = createServer(options, operations, limits);
  registerOperations(server, operations, handlers, storage);
  await server.ready();
  const listeningPort = await listen(server.server, port, host);

  const close = async () => {
    // Node first, so that no connection is made after those that are cut.
    server.server.close();
    const closed = server.close();
    const limit = new AbortController();
    await Promise.race([answers.settled(), sleep(limits.close, undefined, { signal: limit.signal })]);
    limit.abort();
    server.server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listeningPort}`,
    port: listeningPort,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
