import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import type { JsonObject } from "../json.js";
import type { DreddAnswer } from "../target/answer.js";

/** A transaction of Dredd's, as far as we read and write it: Dredd has no types of its own. */
export interface DreddTransaction {
  name: string;
  id: string;
  fullPath: string;
  request: { method: string; uri: string; headers: Record<string, string>; body: string };
  expected: { statusCode: string; headers?: Record<string, string>; body?: string; bodySchema?: JsonObject };
  real?: DreddAnswer;
  /** Why a hook made it fail. */
  fail?: string;
  /** Set by a hook: it is not sent. */
  skip?: boolean;
}

/** What Dredd reports of a transaction. */
export interface DreddTest {
  /** The transaction's `id`. */
  title: string;
  message: string;
  request?: { headers: Record<string, string> };
  actual?: { body?: string };
  /** Milliseconds; set by Dredd's own listener, after ours. */
  duration?: number;
}

/** The configuration that we use. */
interface DreddConfiguration {
  endpoint: string;
  apiDescriptions: { location: string; content: string }[];
  hookfiles: string[];
  emitter: EventEmitter;
  /** Options of its HTTP client. */
  http: { timeout: number };
  color: boolean;
  loglevel: "warn";
  /** Reaches the hook file as `hooks.configuration.custom`. Cloned on the way: functions survive, classes do not. */
  custom: object;
}

interface Dredd {
  run(done: (error: Error | null | undefined) => void): void;
}
interface Logger {
  levels: Record<string, number>;
  transports: { console: { silent: boolean; stderrLevels: Record<string, boolean> } };
}

const load = createRequire(import.meta.url);

/** Whether Dredd is installed: it is an optional peer, since its tree is large and old. */
export function isDreddInstalled(): boolean {
  try {
    load.resolve("dredd");
    return true;
  } catch {
    return false;
  }
}

/**
 * Dredd, writing to stderr or nowhere. Its two loggers are one per process and no option silences the second, so
 * both are set here; `loglevel: "silent"` would stay set for every later run.
 */
export function createDredd(configuration: DreddConfiguration, verbose: boolean): Dredd {
  const { Dredd, loggers } = withoutWarnings(() => ({
    Dredd: load("dredd") as new (configuration: DreddConfiguration) => Dredd,
    loggers: [
      load("dredd/build/logger").default as Logger,
      load("dredd/build/reporters/reporterOutputLogger").default as Logger,
    ],
  }));
  for (const { levels, transports } of loggers) {
    transports.console.silent = !verbose;
    transports.console.stderrLevels = Object.fromEntries(Object.keys(levels).map((level) => [level, true]));
  }
  return new Dredd(configuration);
}

/** Loading Dredd's old logger makes Node warn of a circular `require`, which the reader cannot mend. */
function withoutWarnings<Result>(load: () => Result): Result {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
