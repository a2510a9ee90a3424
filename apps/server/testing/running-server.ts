import { signRequest } from "@viking-kb/auth";
import type { TimeLimits } from "@viking-kb/endpoint";
import type { Target } from "@viking-kb/endpoint/testing";
import { type LevelWithSilent, type Logger, pino } from "pino";
import { type LocalServer, type ServerOptions, startServer } from "../src/http/start-server.js";
import type { Storage } from "../src/storage/storage.js";
import { keys, loadSampleContent } from "./sample-content.js";
import { makeStorage } from "./temporary-database.js";

/** A line of the server's log. */
export type LogLine = Record<string, unknown>;

/** A real server over a real database with the sample content. */
export interface RunningServer extends Omit<LocalServer, "close"> {
  readonly storage: Storage;
  readonly databasePath: string;
  readonly logger: Logger;
  /** What was logged up to now. */
  readonly log: LogLine[];
  /** Signs with the key `reader`. */
  readonly sign: Target["sign"];
  /** Ends the server and removes its database. */
  stop(): Promise<void>;
}

/** Starts a server on a free port, with a database of its own in a temporary folder. */
export async function runServer(
  options: Partial<ServerOptions> & { readonly logLevel?: LevelWithSilent; readonly limits?: TimeLimits } = {},
): Promise<RunningServer> {
  const { storage, databasePath, remove } = await makeStorage();
  const log: LogLine[] = [];
  const logger = pino({ level: options.logLevel ?? "info" }, { write: (line) => void log.push(JSON.parse(line)) });
  try {
    await loadSampleContent(storage);
    const { close, ...address } = await startServer({ port: 0, logger, storage, ...options }, options.limits);
    const stop = () => close().then(remove);
    return { ...address, storage, databasePath, logger, log, sign, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

const sign: Target["sign"] = (request) => signRequest(request, { credentials: keys.reader });
