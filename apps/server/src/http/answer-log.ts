import type { Logger } from "pino";

/** What the log says of an answer: nothing of a body, and no signature. */
export interface AnswerRecord {
  readonly request_id: string;
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

/** The part of a record that says what became of a request. */
export type Outcome = Pick<AnswerRecord, "status" | "code" | "reason" | "explanation" | "err">;

/** Writes the one line that the log has of each answer. */
export function logAnswer(logger: Logger | undefined, record: AnswerRecord): void {
  if (record.status >= 500) logger?.error(record, "failed inside");
  else logger?.info(record, "answered");
}
