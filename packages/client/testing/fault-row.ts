import type { KnowledgeBaseErrorKind, KnowledgeBaseOptions } from "../src/index.js";
import type { Answer } from "./fault-server.js";

/** What comes of a call: `success`, or kind, HTTP status and code of what it rejects with. */
export type Outcome =
  | "success"
  | KnowledgeBaseErrorKind
  | `${KnowledgeBaseErrorKind} ${number}`
  | `${KnowledgeBaseErrorKind} ${number} ${number}`;

/** What a server does to a call, and what comes of it. */
export interface FaultRow {
  readonly title: string;
  /** What the server does with each attempt, the last for all that follow. */
  readonly server: readonly Answer[];
  /** `success` by default. */
  readonly outcome?: Outcome;
  /** Milliseconds before the second and the third attempt, where randomness is always a half; none by default. */
  readonly delays?: readonly number[];
  readonly options?: Partial<KnowledgeBaseOptions>;
  /** What the message says. */
  readonly says?: RegExp;
  /** What the hint says. */
  readonly hint?: RegExp;
  readonly requestId?: string;
  /** What comes of it by Node's own fetch, where that tells no more. */
  readonly byOwnFetch?: Outcome;
  /** Requests that arrive; by default one more than there are delays. */
  readonly sent?: number;
  /** How many sleeps it takes until the server listens; it always does by default. */
  readonly listensAfter?: number;
  /** Where the call goes instead of to the server. */
  readonly endpoint?: string;
  /** How many minutes the client's clock is ahead of the server's. */
  readonly clockAhead?: number;
}

/** The time at the server when a row begins; two seconds pass with each request that arrives. */
export const serverTime = Date.parse("2026-01-15T08:00:00Z");
export const secondsPerRequest = 2;

/** Limits whose timers fire when the server has come as far as it will (run-fault.ts), and never by themselves. */
export const heldLimits = { attemptTimeoutMs: 29_000, timeoutMs: 28_000 };
