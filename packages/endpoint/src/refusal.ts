import { type BusinessCodeKind, businessCodes } from "@viking-kb/spec";

/** Details of one refusal. */
interface RefusalDetails {
  /** An HTTP status in place of the kind's own, when no operation is reached. */
  readonly status?: number | undefined;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The reason. The answer to an invalid request shows it; for other kinds, only the log does. */
  readonly reason?: string | undefined;
  /** The reason as a sentence, for the log only. */
  readonly explanation?: string | undefined;
}

/** A request that is answered with a documented error. The message is that of the envelope. */
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

/** The path of a target, as it was sent, without the query. */
export function pathOf(target: string): string {
  const end = target.indexOf("?");
  return end === -1 ? target : target.slice(0, end);
}

/** The refusal of a method. It names the allowed ones (RFC 9110, section 15.5.6): in this API, POST alone. */
export function refuseMethod(method: string, allowed: Iterable<string> = ["POST"]): Refusal {
  const allow = [...allowed].join(", ");
  return invalidRequest(`method: is ${method}, must be ${allow}`, { status: 405, headers: { Allow: allow } });
}
