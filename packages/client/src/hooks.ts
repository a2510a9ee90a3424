import type { KnowledgeBaseError } from "./knowledge-base-error.js";

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
