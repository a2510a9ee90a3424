import type { Attempt } from "./attempt.js";
import type { AttemptEvent, Hooks, Logger } from "./hooks.js";
import { isLogAskedFor } from "./log-variable.js";
import { redact } from "./redact.js";
import { secretsOf, shownHeaders } from "./secrets-of.js";

/** Who is told of attempts, and by which clock they are timed. */
export interface ObserverOptions {
  readonly hooks: Hooks | undefined;
  readonly logger: Logger | undefined;
  readonly now: () => Date;
}

/** What is known of an attempt besides its request. */
export type Outcome = Pick<AttemptEvent, "status" | "requestId" | "error" | "delayMs">;

/** Tells hooks and logger of an attempt. */
export type Observe = (moment: keyof Hooks, attempt: Attempt, outcome?: Outcome) => void;

const messages = {
  beforeAttempt: "request sent",
  afterAttempt: "request ended",
  beforeRetry: "request will be sent again",
} as const satisfies Record<keyof Hooks, string>;

/** Loaded only where somebody is to be told. */
export function createObserver({ hooks = {}, logger, now }: ObserverOptions): Observe {
  const loggers = [logger, environmentLogger()].filter((logger) => logger !== undefined);
  const begun = new WeakMap<Attempt, number>();
  return (moment, attempt, outcome = {}) => {
    const { sent, attempts } = attempt;
    if (!sent) return;
    const time = now().getTime();
    if (moment === "beforeAttempt") begun.set(attempt, time);
    const event: AttemptEvent = {
      attempt: attempts,
      method: sent.method,
      url: sent.url,
      headers: shownHeaders(sent),
      ...(moment === "beforeAttempt" ? {} : { durationMs: time - (begun.get(attempt) ?? time) }),
      ...outcome,
      // An error's is redacted already; that of a success may be anything as well.
      ...(outcome.requestId === undefined ? {} : { requestId: redact(outcome.requestId, secretsOf(attempt)) }),
    };
    for (const logger of loggers) log(logger, moment, event);
    const hook: ((event: AttemptEvent) => unknown) | undefined = hooks[moment];
    // Not awaited, and yet no rejection of it may end the process.
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
      // What is there and cannot be written to is as good as none: it must not end the call.
    }
  };
  return { debug: write, info: write, warn: write, error: write };
}
