import { createEndpoint, newRequestId as newRandomRequestId, type TimeLimits } from "@viking-kb/endpoint";
import type { Logger } from "pino";
import type { ExportTimes } from "../export/run-exports.js";
import { serveExports } from "../export/serve-exports.js";
import type { Storage } from "../storage/storage.js";
import { logAnswer } from "./answer-log.js";
import { answerRequests } from "./answer-requests.js";
import { createQuota } from "./quota.js";

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
  const { storage, port = 4020, host = "127.0.0.1", cors, logger } = options;
  const { now = () => new Date(), newRequestId = newRandomRequestId } = options;
  const { maximumClockSkewSeconds, requestsPerSecond } = options;
  const endpoint = createEndpoint({
    limits,
    cors,
    newRequestId,
    onRefused({ status, code, reason }, { requestId, ...request }) {
      logAnswer(logger, { request_id: requestId, ...request, status, code, reason });
    },
    onBound: (sentence) => logger?.warn(sentence),
  });
  const takeOfQuota = requestsPerSecond === undefined ? undefined : createQuota(requestsPerSecond);
  endpoint.serve(answerRequests({ storage, logger, now, newRequestId, maximumClockSkewSeconds, takeOfQuota }));
  const address = await endpoint.listen(port, host);
  const exports = serveExports(storage, logger, exportTimes);
  return {
    ...address,
    async close() {
      await Promise.all([endpoint.close(), exports.stop()]);
    },
  };
}
