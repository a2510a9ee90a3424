import { type BusinessCodeKind, businessCodes } from "@viking-kb/spec";

/** What one refusal says beside what all of its kind say. */
export interface RefusalDetails {
  /** Another HTTP status than the kind's own, where no operation is reached. */
  readonly status?: number | undefined;
  /** Headers beside those of every answer. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Why: what an invalid request is told as well, and the log alone of any other. */
  readonly reason?: string | undefined;
  /** For the log alone: the reason in a sentence. */
  readonly explanation?: string | undefined;
}

/** A request that is answered with an error that the documentation knows. The message is that of the envelope. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** Business code. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly explanation: string | undefined;

  constructor(kind: BusinessCodeKind, { status, headers = {}, reason, explanation }: RefusalDetails = {}) {
    const answer = businessCodes.find((row) => row.kind === kind) as (typeof businessCodes)[number];
    super(answer.message.replace("%s", () => reason ?? ""));
    this.status = status ?? answer.status;
    this.code = answer.code;
    this.headers = headers;
    this.reason = reason ?? this.message;
    this.explanation = explanation;
  }
}

/**
 * A request that is not valid.
 *
 * @param reason `field: reason`
 */
export function invalidRequest(reason: string, details: Omit<RefusalDetails, "reason"> = {}): Refusal {
  return new Refusal("invalid-request", { ...details, reason });
}
