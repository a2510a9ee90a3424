import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answer } from "./answer.js";
import { answerRequest } from "./answer-request.js";
import { readContract } from "./contract.js";
import { internalErrorAnswer, invalidRequestAnswer } from "./envelope.js";
import { InvalidRequest } from "./invalid-request.js";
import { listen } from "./listen.js";
import { createMockServer } from "./mock-server.js";
import { discardBody } from "./read-body.js";
import { newRequestId as newRandomRequestId } from "./request-id.js";
import { watchFile } from "./watch-file.js";

/** How a mock is started. */
export interface MockOptions {
  /** Port to listen on; 0 takes any that is free. Default: 4010. */
  port?: number;
  /** Address to listen on. Default: 127.0.0.1, which no other machine reaches. */
  host?: string;
  /** OpenAPI contract: a file (JSON or YAML) or a parsed document. Default: the strict contract of `@viking-kb/spec`. */
  contract?: string | object;
  /** Reloads the contract when its file changes. A contract given as a document is not watched. Default: false. */
  watch?: boolean;
  /** Takes one line for each reload and each failure inside. Default: writes it to stderr. */
  log?: (line: string) => void;
  /** Makes the `request_id` of an answer that is not an example. Default: a random one. */
  newRequestId?: () => string;
}

/** A mock that is being served. */
export interface Mock {
  readonly url: string;
  readonly port: number;
  /** The operationIds of the contract that is served now. */
  readonly operations: string[];
  /**
   * Reads the contract again. Requests under way are answered from the one before.
   *
   * @throws Error when it cannot be used; the one before stays in use.
   */
  reload(): Promise<void>;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a contract's documented answers over HTTP.
 *
 * @throws Error when the contract cannot be used or the port cannot be listened on; the message says what to do.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = "127.0.0.1", watch = false } = options;
  const { log = writeToStderr, newRequestId = newRandomRequestId } = options;
  const contract = locateContract(options.contract);
  let operations = await readContract(contract);

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    try {
      return await answerRequest(operations, request);
    } catch (error) {
      if (error instanceof InvalidRequest) {
        await discardBody(request);
        return invalidRequestAnswer(error, newRequestId());
      }
      // A client that hung up is no failure of the mock.
      if (!request.errored) log(`Internal error on ${request.method} ${request.url}: ${(error as Error).stack}`);
      return internalErrorAnswer(newRequestId());
    }
  };

  let reloading = Promise.resolve();
  const reload = () => {
    const read = async () => {
      operations = await readContract(contract);
    };
    // One after the other, so that the last one asked for is the one that stays.
    reloading = reloading.then(read, read);
    return reloading;
  };
  const reloadAndLog = () =>
    reload().then(
      () => log(`Reloaded ${contract}: ${operations.length} operations.`),
      (error: Error) => log(`Kept the contract from before. ${error.message}`),
    );
  const stopWatching = watch && typeof contract === "string" ? watchFile(contract, reloadAndLog) : undefined;

  const server = createMockServer(answer, newRequestId);
  const listeningPort = await listen(server, port, host).catch((error) => {
    stopWatching?.();
    throw error;
  });

  let closed: Promise<unknown> | undefined;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${listeningPort}`,
    port: listeningPort,
    get operations() {
      return operations.map(({ operationId }) => operationId);
    },
    reload,
    async close() {
      if (!closed) {
        stopWatching?.();
        closed = once(server, "close");
        server.close();
        server.closeAllConnections();
      }
      await closed;
    },
  };
}

function locateContract(contract: string | object | undefined): string | object {
  if (contract === undefined) return fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.strict.json"));
  return typeof contract === "string" ? resolve(contract) : contract;
}

function writeToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
