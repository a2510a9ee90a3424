import { KnowledgeBaseError, type KnowledgeBaseErrorDetails } from "../errors/knowledge-base-error.js";

// None of these errors has a cause: what fetch throws may quote the link, whose query is a key.

/** What an error tells besides its words. */
type Facts = Pick<KnowledgeBaseErrorDetails, "status" | "attempts">;

/** A storage that was not reached. */
export function connectionFailed(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "connection", hint });
}

/** A link that the rules forbid to follow. */
export function linkRefused(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "link-refused", hint });
}

/** A link whose time is over. */
export function linkExpired(message: string, facts: Facts = {}): KnowledgeBaseError {
  const hint =
    "Ask tasks.info again: each answer has a fresh link. Where a fresh one has expired too, the clock here is wrong.";
  return new KnowledgeBaseError(message, { ...facts, kind: "link-expired", hint });
}

/** A download that came to nothing, or not to the whole file. */
export function downloadFailed(message: string, hint: string, facts: Facts = {}): KnowledgeBaseError {
  return new KnowledgeBaseError(message, { ...facts, kind: "download-failed", hint });
}

/**
 * The name of what went wrong below fetch or in the file system, as `ECONNRESET`: its code alone, since a message may
 * quote the link, and an own fetch may throw anything.
 */
export function reasonOf(error: unknown): string {
  const { cause, code } = Object(error) as { cause?: unknown; code?: unknown };
  for (const name of [(Object(cause) as { code?: unknown }).code, code]) {
    if (typeof name === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(name)) return name;
  }
  return "no reason was given";
}
