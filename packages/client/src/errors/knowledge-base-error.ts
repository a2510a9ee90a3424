import type { CallLimits } from "../calls/call.js";
import type { businessCodes } from "../generated/error-codes.js";
import type { DocInfo, TaskInfo } from "../generated/models/index.js";

/**
 * Why a call failed: a kind of spec/error-codes.yaml, or one of the client's own. `connection`: no answer came.
 * `timeout`: none came in time. `aborted`: the caller's signal ended the call. `invalid-response`: an answer came that
 * is not the API's. `unknown`: the API answered with a code that error-codes.yaml does not name. `task-failed`,
 * `doc-failed`: a task or document that was waited for has failed. `link-expired`, `link-refused`, `download-failed`:
 * the link of a task was too old, may not be followed, or did not give its file.
 */
export type KnowledgeBaseErrorKind =
  | (typeof businessCodes)[number]["kind"]
  | "connection"
  | "timeout"
  | "aborted"
  | "invalid-response"
  | "task-failed"
  | "doc-failed"
  | "link-expired"
  | "link-refused"
  | "download-failed"
  | "unknown";

/** What is known of a failed call. */
export interface KnowledgeBaseErrorDetails {
  readonly kind: KnowledgeBaseErrorKind;
  /** What to do about it. */
  readonly hint: string;
  /** Business code of the answer, where it had one. */
  readonly code?: number | undefined;
  /** HTTP status of the answer, where one came. */
  readonly status?: number | undefined;
  /** The answer's request_id, to name when asking the vendor for help. */
  readonly requestId?: string | undefined;
  /** How many requests were sent; 0 by default. */
  readonly attempts?: number | undefined;
  readonly cause?: unknown;
}

/** Marks the error in the same way in every copy of this package, so that a check works across copies. */
const brand = Symbol.for("@viking-kb/client.KnowledgeBaseError");

/** A failed call. `message` says what happened, `kind` which failure it is, `hint` what to do. */
export class KnowledgeBaseError extends Error {
  override readonly name = "KnowledgeBaseError";
  readonly kind: KnowledgeBaseErrorKind;
  readonly hint: string;
  readonly code: number | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** How many requests were sent: 0 when the call ended before the first. */
  readonly attempts: number;
  /** For kind `task-failed` from `tasks.wait`: the failed task, without the keys in its links. */
  declare readonly task?: TaskInfo;
  /** For kind `doc-failed`: the failed document, without the keys in its links. */
  declare readonly doc?: DocInfo;

  constructor(message: string, details: KnowledgeBaseErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = details.kind;
    this.hint = details.hint;
    this.code = details.code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.attempts = details.attempts ?? 0;
    Object.defineProperty(this, brand, { value: true });
  }

  /** What is known, with `message`, which JSON leaves out of errors: for loggers. */
  toJSON(): KnowledgeBaseErrorDetails & { readonly name: string; readonly message: string } {
    return { ...this, message: this.message };
  }
}

/**
 * Whether an error is a {@link KnowledgeBaseError} of any copy of this package and, if kinds are given, of one of them.
 */
export function isKnowledgeBaseError<Kind extends KnowledgeBaseErrorKind = KnowledgeBaseErrorKind>(
  error: unknown,
  ...kinds: readonly Kind[]
): error is KnowledgeBaseError & { readonly kind: Kind } {
  if (typeof error !== "object" || error === null || !(brand in error)) return false;
  const { kind } = error as unknown as KnowledgeBaseError;
  return kinds.length === 0 || (kinds as readonly KnowledgeBaseErrorKind[]).includes(kind);
}

/**
 * Gives an error of ours the stack of those who wait for it now, the caller's function among them. Where it was made,
 * timers and events had cut that stack off. V8 knows who waits through any number of `await`s, so that a call that
 * succeeds pays nothing; other engines keep the stack that the error has.
 */
export function traced(error: unknown): unknown {
  if (error instanceof KnowledgeBaseError) (Error as StackCapturing).captureStackTrace?.(error, traced);
  return error;
}

type StackCapturing = { captureStackTrace?(error: Error, below: (error: unknown) => unknown): void };

/** The error of a call that the caller's signal ended, after this number of requests. */
export function aborted(signal: AbortSignal | undefined, attempts = 0): KnowledgeBaseError {
  return new KnowledgeBaseError("The call was aborted.", {
    kind: "aborted",
    hint: "Its `signal` ended it.",
    attempts,
    cause: signal?.reason,
  });
}

/** The error of an attempt or a call that took too long. */
export function timedOut(option: keyof CallLimits, limitMs: number, attempts: number): KnowledgeBaseError {
  return new KnowledgeBaseError(`No whole answer within ${limitMs} ms (${option}); requests sent: ${attempts}`, {
    kind: "timeout",
    hint: `Check the network and \`endpoint\`; where it is slow, raise \`${option}\` or ask for less.`,
    attempts,
  });
}
