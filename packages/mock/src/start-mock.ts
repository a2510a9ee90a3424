import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { printableLines } from "@viking-kb/command-line";
import {
  createEndpoint,
  HungUp,
  newRequestId as newRandomRequestId,
  Refusal,
  sendAnswer,
  sendError,
  timeLimits,
} from "@viking-kb/endpoint";
import { answerRequest } from "./answer-request.js";
import { readContract } from "./contract.js";
import { watchFile } from "./watch-file.js";

/** Options of a mock. */
export interface MockOptions {
  /** Port to listen on; 0 takes any free one. Default: 4010. */
  port?: number;
  /** Address to listen on. Default: 127.0.0.1, which other machines cannot reach. */
  host?: string;
  /**
   * OpenAPI contract: a file (JSON or YAML) or a parsed document. Default: the strict contract of `@viking-kb/spec`.
   */
  contract?: string | object;
  /** Reloads the contract when its file changes. A contract given as a document is not watched. Default: false. */
  watch?: boolean;
  /** Origins whose pages may call, like `http://localhost:5173`. Default: none, so that no page in a browser can. */
  cors?: readonly string[];
  /** Called with one line for each reload, internal failure and limit that is met. Default: writes it to stderr. */
  log?: (line: string) => void;
  /** Makes the `request_id` of an answer that is not an example. Default: a random one. */
  newRequestId?: () => string;
}

/** A running mock. */
export interface Mock {
  readonly url: string;
  readonly port: number;
  /** A sentence to tell where other machines can connect; undefined where only this one can. */
  readonly warning: string | undefined;
  /** The operationIds of the current contract. */
  readonly operations: string[];
  /**
   * Reads the contract again. Requests under way are answered by the previous one.
   *
   * @throws Error when the new contract cannot be used; the previous one then stays.
   */
  reload(): Promise<void>;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a contract's documented answers over HTTP.
 *
 * @throws Error when the contract cannot be used, an origin is none, or the port cannot be listened on; the message
 *   says what to do.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = "127.0.0.1", watch = false } = options;
  const { log: writeLine = writeToStderr, newRequestId = newRandomRequestId } = options;
  const log = (line: string) => writeLine(printableLines(line));
  const contract = locateContract(options.contract);
  let operations = await readContract(contract);

  const limits = { ...timeLimits, close: 0 };
  const { serve, listen, close } = createEndpoint({ newRequestId, limits, cors: options.cors, onBound: log });
  serve(async (request, response) => {
    try {
      const { status, body } = await answerRequest(operations, request);
      sendAnswer(response, requestIdOf(body) ?? newRequestId(), Buffer.from(JSON.stringify(body)), { status });
    } catch (error) {
      if (error instanceof HungUp) return;
      if (!(error instanceof Refusal)) {
        log(`Internal error on ${request.method} ${request.url}: ${(error as Error).stack}`);
      }
      sendError(response, newRequestId(), error);
    }
  });

  let reloading = Promise.resolve();
  const reload = () => {
    const read = async () => {
      operations = await readContract(contract);
    };
    // One reload after the other, so that the last one asked for is the one that stays.
    reloading = reloading.then(read, read);
    return reloading;
  };
  const reloadAndLog = () =>
    reload().then(
      () => log(`Reloaded ${contract}: ${operations.length} operations.`),
      (error: Error) => log(`Kept the contract from before. ${error.message}`),
    );

  const address = await listen(port, host);
  const stopWatching = watch && typeof contract === "string" ? watchFile(contract, reloadAndLog) : undefined;
  return {
    ...address,
    get operations() {
      return operations.map(({ operationId }) => operationId);
    },
    reload,
    async close() {
      stopWatching?.();
      await close();
    },
  };
}

function locateContract(contract: string | object | undefined): string | object {
  if (contract === undefined) return fileURLToPath(import.meta.resolve("@viking-kb/spec/openapi.strict.json"));
  return typeof contract === "string" ? resolve(contract) : contract;
}

/** The `request_id` of an example, if it can be a header's value. */
function requestIdOf(body: unknown): string | undefined {
  const id = String((body as { request_id?: unknown } | null)?.request_id ?? "");
  return /^[!-~]+$/.test(id) ? id : undefined;
}

function writeToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
