import { invalidRequest, parseBody, type TimeLimits } from "@viking-kb/endpoint";
import { operations, requestFault } from "@viking-kb/spec";
import type { ExportTimes } from "../export/run-exports.js";
import { serveExports } from "../export/serve-exports.js";
import { handlers } from "../routes/handlers.js";
import { createServer, type HttpServer, type ServerOptions } from "./create-server.js";
import { originOf } from "./downloads/links.js";
import { requireVerified } from "./verify-request.js";

export type { ServerOptions } from "./create-server.js";

/** A server that is listening. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  /** A sentence to tell where other machines can connect; undefined where only this one can. */
  readonly warning: string | undefined;
  /** Stops listening, answers what is under way, and ends all connections. The storage stays open. */
  close(): Promise<void>;
}

/**
 * Serves a storage over the operations of the contract, and works off the exports in it.
 *
 * @throws Error when an origin or the quota is none, or the port cannot be listened on; the message says what to do.
 */
export async function startServer(
  options: ServerOptions,
  limits?: TimeLimits,
  exportTimes?: ExportTimes,
): Promise<LocalServer> {
  const { storage, logger, now, port = 4020, host = "127.0.0.1" } = options;
  const http = createServer(options, limits);
  const { endpoint, server } = http;
  registerOperations(http, now);
  await server.ready();
  const address = await endpoint.listen(port, host);
  const exports = serveExports(storage, logger, exportTimes);
  return {
    ...address,
    async close() {
      await Promise.all([endpoint.close(), server.close(), exports.stop()]);
    },
  };
}

/** Adds a route for each operation of the contract: content type and JSON, then the schema, then the handler. */
function registerOperations({ server, answers }: HttpServer, now: ServerOptions["now"]): void {
  for (const { operationId, method, path } of Object.values(operations)) {
    const handle = handlers[operationId];
    server.route({
      method,
      url: path,
      async handler(request, reply) {
        const { accessKeyId, bytes, reads } = requireVerified(request);
        const body = parseBody(bytes, request.headers["content-type"]);
        const fault = requestFault(operationId, body);
        if (fault !== undefined) throw invalidRequest(fault);
        const call = { accessKeyId, now, origin: () => originOf(request.raw), reads };
        // The check above has found the body to be this operation's request.
        const data = await handle({ ...call, body: body as never });
        return answers.success(request, reply, data);
      },
    });
  }
}
