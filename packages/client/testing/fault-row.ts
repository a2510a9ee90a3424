import type { KnowledgeBaseErrorKind, KnowledgeBaseOptions } from "../src/index.js";
import type { Answer } from "./fault-server.js";

/** The result of a call: `success`, or kind, HTTP status and code of its error. */
export type Outcome =
  | "success"
  | KnowledgeBaseErrorKind
  | `${KnowledgeBaseErrorKind} ${number}`
  | `${KnowledgeBaseErrorKind} ${number} ${number}`;

/** What a server does to a call, and the result. */
export interface FaultRow {
  readonly title: string;
  /** What the server does with each attempt; the last entry counts for all that follow. */
  readonly server: readonly Answer[];
  /** `success` by default. */
  readonly outcome?: Outcome;
  /**
   * Pauses in milliseconds before the second and third attempt, when every random number is a half; none by default.
   */
  readonly delays?: readonly number[];
  readonly options?: Partial<KnowledgeBaseOptions>;
  /** A pattern for the message. */
  readonly says?: RegExp;
  /** A pattern for the hint. */
  readonly hint?: RegExp;
  readonly requestId?: string;
  /** The result with Node's own fetch, if it reports less. */
  readonly byOwnFetch?: Outcome;
  /** Number of requests that arrive; by default one more than there are delays. */
  readonly sent?: number;
  /** Number of sleeps until the server listens; by default it listens from the start. */
  readonly listensAfter?: number;
  /** Where the call goes instead of to the server. */
  readonly endpoint?: string;
  /** How many minutes the client's clock is ahead of the server's. */
  readonly clockAhead?: number;
}

/** The server's time when a row begins. Each arriving request takes two seconds. */
export const serverTime = Date.parse("2026-01-15T08:00:00Z");
export const secondsPerRequest = 2;

/** Limits whose timers fire only when the server will send no more (run-fault.ts). */
export const heldLimits = { attemptTimeoutMs: 29_000, timeoutMs: 28_000 };
