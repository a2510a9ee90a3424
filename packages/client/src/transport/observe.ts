import type { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { redact, type SentRequest, secretsOf, shownHeaders } from "../errors/redact.js";
import { isLogAskedFor } from "./environment.js";
import { steadyNow } from "./time-limit.js";

/** What hooks are told about an attempt, in one shape for all of them. */
export interface AttemptEvent {
  /** Which request of the call this is, from 1. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** The headers of the request; those that may hold a secret are redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** After the attempt: how long it took, in milliseconds. */
  readonly durationMs?: number | undefined;
  /** After the attempt: HTTP status of the answer, where one came. */
  readonly status?: number | undefined;
  /** After the attempt: the answer's request_id, where it had one. */
  readonly requestId?: string | undefined;
  /** After the attempt: why it failed; absent where it succeeded. */
  readonly error?: KnowledgeBaseError | undefined;
  /** Before a retry: the length of the pause in milliseconds; 0 when the retry only corrects a wrong clock. */
  readonly delayMs?: number | undefined;
}

/** Called with an event of an attempt. */
export type Hook = (event: AttemptEvent) => void;

/**
 * Called around the attempts of a call, to watch it. An error thrown by a hook ends the call, which rejects with it.
 * Hooks are not awaited: when a hook returns a promise that rejects, the error goes to the `logger` only.
 */
export interface Hooks {
  /** Just before a signed request is sent. */
  readonly beforeAttempt?: Hook | undefined;
  /** When its answer is read or the attempt has failed, also by a time limit or the caller's signal. */
  readonly afterAttempt?: Hook | undefined;
  /** Before the pause that precedes the next attempt. */
  readonly beforeRetry?: Hook | undefined;
}

/** Receives fields first and then a message, as in pino; `console` works too. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Who is told about attempts. */
interface ObserverOptions {
  readonly hooks: Hooks | undefined;
  readonly logger: Logger | undefined;
}

/** An attempt, as far as it is reported. */
interface ObservedAttempt {
  /** How many requests of its call were sent. */
  readonly attempts: number;
  /** Nothing is reported before there is a request. */
  readonly sent: SentRequest | undefined;
}

/** What is known of an attempt besides its request. */
type Outcome = Pick<AttemptEvent, "status" | "requestId" | "error" | "delayMs">;

/** Reports a moment of an attempt to hooks and logger. */
export type Observe = (moment: keyof Hooks, attempt: ObservedAttempt, outcome?: Outcome) => void;

const messages = {
  beforeAttempt: "request sent",
  afterAttempt: "request ended",
  beforeRetry: "request will be sent again",
} as const satisfies Record<keyof Hooks, string>;

/** Creates the function that reports one attempt. This file is loaded only when there is a hook or a logger. */
export function createObserver({ hooks = {}, logger }: ObserverOptions): Observe {
  const loggers = [logger, environmentLogger()].filter((logger) => logger !== undefined);
  let begun: number | undefined;
  return (moment, { sent, attempts }, outcome = {}) => {
    if (!sent) return;
    const time = steadyNow();
    if (moment === "beforeAttempt") begun = time;
    const event: AttemptEvent = {
      attempt: attempts,
      method: sent.method,
      url: sent.url,
      headers: shownHeaders(sent),
      ...(moment === "beforeAttempt" ? {} : { durationMs: Math.round(time - (begun ?? time)) }),
      ...outcome,
      // The request id of an error is already redacted; that of a success may be any text.
      ...(outcome.requestId === undefined ? {} : { requestId: redact(outcome.requestId, secretsOf(sent)) }),
    };
    for (const logger of loggers) log(logger, moment, event);
    const hook: ((event: AttemptEvent) => unknown) | undefined = hooks[moment];
    // A hook is not awaited. Its rejection must not end the process as an unhandled one.
    Promise.resolve(hook?.(event))
      .catch((error: unknown) => {
        for (const logger of loggers) write(logger, "error", { hook: moment, error: String(error) }, "a hook failed");
      })
      .catch(() => {});
  };
}

function log(logger: Logger, moment: keyof Hooks, { error, ...event }: AttemptEvent): void {
  const fields = error ? { ...event, kind: error.kind, code: error.code, error: error.message } : event;
  write(logger, moment === "beforeRetry" ? "info" : "debug", fields, messages[moment]);
}

/**
 * A logger is never a reason for a call to fail: not by throwing, nor by a promise that rejects, nor by lacking a
 * level.
 */
function write(logger: Logger, level: keyof Logger, fields: object, message: string): void {
  try {
    const written: unknown = logger[level](fields, message);
    Promise.resolve(written).catch(() => {});
  } catch {
    // There is nobody to tell.
  }
}

/** The logger for `VIKING_KB_LOG=debug`, in runtimes with a standard error. */
function environmentLogger(): Logger | undefined {
  if (!isLogAskedFor()) return undefined;
  const { process } = globalThis as { process?: { stderr?: { write(text: string): unknown } } };
  const debug = (fields: object, message: string) => {
    process?.stderr?.write(`viking-kb: ${message} ${JSON.stringify(fields)}\n`);
  };
  return { debug, info: debug, warn: debug, error: debug };
}
