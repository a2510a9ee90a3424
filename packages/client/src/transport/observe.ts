import type { KnowledgeBaseError } from "../errors/knowledge-base-error.js";
import { redact, type SentRequest, secretsOf, shownHeaders } from "../errors/redact.js";
import { isLogAskedFor } from "./environment.js";

/** What is told of an attempt, in one shape for all hooks. */
export interface AttemptEvent {
  /** Which request of the call this is, from 1. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
  /** The headers of the request; all that may hold a secret are redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** After the attempt: how long it took, in milliseconds. */
  readonly durationMs?: number | undefined;
  /** After the attempt: HTTP status of the answer, where one came. */
  readonly status?: number | undefined;
  /** After the attempt: the answer's request_id, where it had one. */
  readonly requestId?: string | undefined;
  /** After the attempt: why it failed; absent where it succeeded. */
  readonly error?: KnowledgeBaseError | undefined;
  /** Before a retry: how long the pause will be, in milliseconds. 0 for the one that corrects a wrong clock. */
  readonly delayMs?: number | undefined;
}

/** Is told of an attempt. */
export type Hook = (event: AttemptEvent) => void;

/**
 * What is called around the attempts of a call, to watch it. What a hook throws ends the call, which rejects with it.
 * Hooks are not awaited: of a promise that one returns a rejection goes to the `logger`, and nowhere else.
 */
export interface Hooks {
  /** Just before a signed request is sent. */
  readonly beforeAttempt?: Hook | undefined;
  /** When its answer is read, or it failed, also by its time or the caller's signal. */
  readonly afterAttempt?: Hook | undefined;
  /** Before the pause that the next attempt is sent after. */
  readonly beforeRetry?: Hook | undefined;
}

/** Is told of what happens: fields first, then a message, as pino has it; `console` does as well. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Who is told of attempts, and by which clock they are timed. */
interface ObserverOptions {
  readonly hooks: Hooks | undefined;
  readonly logger: Logger | undefined;
  readonly now: () => Date;
}

/** The attempt that is told of. */
interface ObservedAttempt {
  /** How many requests of its call were sent. */
  readonly attempts: number;
  /** Nothing is told before there is a request. */
  readonly sent: SentRequest | undefined;
}

/** What is known of an attempt besides its request. */
type Outcome = Pick<AttemptEvent, "status" | "requestId" | "error" | "delayMs">;

/** Tells hooks and logger of one attempt. */
export type Observe = (moment: keyof Hooks, attempt: ObservedAttempt, outcome?: Outcome) => void;

const messages = {
  beforeAttempt: "request sent",
  afterAttempt: "request ended",
  beforeRetry: "request will be sent again",
} as const satisfies Record<keyof Hooks, string>;

/** What tells of one attempt. It is loaded only where somebody is to be told. */
export function createObserver({ hooks = {}, logger, now }: ObserverOptions): Observe {
  const loggers = [logger, environmentLogger()].filter((logger) => logger !== undefined);
  let begun: number | undefined;
  return (moment, { sent, attempts }, outcome = {}) => {
    if (!sent) return;
    const time = now().getTime();
    if (moment === "beforeAttempt") begun = time;
    const event: AttemptEvent = {
      attempt: attempts,
      method: sent.method,
      url: sent.url,
      headers: shownHeaders(sent),
      ...(moment === "beforeAttempt" ? {} : { durationMs: time - (begun ?? time) }),
      ...outcome,
      // An error's is redacted already; that of a success may be anything as well.
      ...(outcome.requestId === undefined ? {} : { requestId: redact(outcome.requestId, secretsOf(sent)) }),
    };
    for (const logger of loggers) log(logger, moment, event);
    const hook: ((event: AttemptEvent) => unknown) | undefined = hooks[moment];
    // A hook is not awaited, but its rejection must not end the process as an unhandled one.
    Promise.resolve(hook?.(event))
      .catch((error: unknown) => {
        for (const logger of loggers) logger.error({ hook: moment, error: String(error) }, "a hook failed");
      })
      .catch(() => {});
  };
}

function log(logger: Logger, moment: keyof Hooks, { error, ...event }: AttemptEvent): void {
  const fields = error ? { ...event, kind: error.kind, code: error.code, error: error.message } : event;
  if (moment === "beforeRetry") logger.info(fields, messages[moment]);
  else logger.debug(fields, messages[moment]);
}

/** What `VIKING_KB_LOG=debug` asks for, where there is a standard error to write to. */
function environmentLogger(): Logger | undefined {
  if (!isLogAskedFor()) return undefined;
  const { process } = globalThis as { process?: { stderr?: { write(text: string): unknown } } };
  const write = (fields: object, message: string) => {
    try {
      process?.stderr?.write(`viking-kb: ${message} ${JSON.stringify(fields)}\n`);
    } catch {
      // A standard error that cannot be written to must not end the call.
    }
  };
  return { debug: write, info: write, warn: write, error: write };
}
