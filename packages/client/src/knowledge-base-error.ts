import type { KnowledgeBaseErrorKind } from "./error-kinds.js";
import type { DocInfo, TaskInfo } from "./generated/models/index.js";

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

/** Marks the error in every copy of this package, so that a check works across two of them. */
const brand = Symbol.for("@viking-kb/client.KnowledgeBaseError");

/** A call that failed: what happened is in `message`, what it is in `kind`, what to do in `hint`. */
export class KnowledgeBaseError extends Error {
  override readonly name = "KnowledgeBaseError";
  readonly kind: KnowledgeBaseErrorKind;
  readonly hint: string;
  readonly code: number | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** How many requests were sent: 0 where the call ended before the first. */
  readonly attempts: number;
  /** The task that failed, of an error of kind `task-failed` from `tasks.wait`; keys of links are taken out. */
  declare readonly task?: TaskInfo;
  /** The document that failed, of an error of kind `doc-failed`; keys of links are taken out. */
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
}

/** Whether an error is a {@link KnowledgeBaseError}, of any copy of this package, and of one of the given kinds. */
export function isKnowledgeBaseError<Kind extends KnowledgeBaseErrorKind = KnowledgeBaseErrorKind>(
  error: unknown,
  ...kinds: readonly Kind[]
): error is KnowledgeBaseError & { readonly kind: Kind } {
  if (typeof error !== "object" || error === null || !(brand in error)) return false;
  const { kind } = error as unknown as KnowledgeBaseError;
  return kinds.length === 0 || (kinds as readonly KnowledgeBaseErrorKind[]).includes(kind);
}
