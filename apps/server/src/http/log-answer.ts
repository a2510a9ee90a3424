import type { FastifyBaseLogger } from "fastify";

/** What the log says of an answer: nothing of a body, and no signature. */
export interface AnswerRecord {
  readonly method?: string | undefined;
  /** Without the query. */
  readonly path?: string | undefined;
  readonly status: number;
  readonly code: number;
  /** Whose request it was, once that is verified. */
  readonly accessKeyId?: string | undefined;
  readonly milliseconds?: number | undefined;
  /** Why it was refused. */
  readonly reason?: string | undefined;
  /** The reason in a sentence. */
  readonly explanation?: string | undefined;
  /** What failed inside. */
  readonly err?: unknown;
}

/** Writes the one line of an answer. `request_id` is bound to the log already. */
export function logAnswer(log: FastifyBaseLogger, record: AnswerRecord): void {
  if (record.status >= 500) log.error(record, "failed inside");
  else log.info(record, "answered");
}
