import { KnowledgeBaseError, type KnowledgeBaseErrorDetails } from "../errors/knowledge-base-error.js";

// None of these errors has a cause: an error of fetch may quote the link, whose query is a key.

/** What an error holds besides its message and hint. */
type Facts = Pick<KnowledgeBaseErrorDetails, "status" | "attempts">;

/** The error of a storage that could not be reached. */
export function connectionFailed(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "connection", hint });
}

/** The error of a link that the rules forbid. */
export function linkRefused(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "link-refused", hint });
}

/** The error of a link that has expired. */
export function linkExpired(message: string, facts: Facts = {}): KnowledgeBaseError {
  const hint =
    "Ask tasks.info again: each answer has a fresh link. Where a fresh one has expired too, the clock here is wrong.";
  return new KnowledgeBaseError(message, { ...facts, kind: "link-expired", hint });
}

/** The error of a download that gave nothing, or not the whole file. */
export function downloadFailed(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "download-failed", hint });
}

/**
 * The code of an error of fetch or of the file system, such as `ECONNRESET`. Only the code is used: a message may quote
 * the link, and a fetch of the caller's may throw anything.
 */
export function reasonOf(error: unknown): string {
  const { cause, code } = Object(error) as { cause?: unknown; code?: unknown };
  for (const name of [(Object(cause) as { code?: unknown }).code, code]) {
    if (typeof name === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(name)) return name;
  }
  return "no reason was given";
}
