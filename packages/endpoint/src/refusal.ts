import { type BusinessCodeKind, businessCodes } from "@viking-kb/spec";

/** What one refusal says beside what all of its kind say. */
interface RefusalDetails {
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

/** Where an operation is found. */
interface Route {
  readonly path: string;
  /** In upper case. */
  readonly method: string;
}

/** A path as it was sent, without the query. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

/** The refusal of what is no operation: 404 where nothing has the path, 405 where other methods have. */
export function refuseUnknown(routes: readonly Route[], method: string, target: string): Refusal {
  const path = pathOf(target);
  const atPath = routes.filter((route) => route.path === path);
  if (atPath.length > 0) return refuseMethod(method, new Set(atPath.map((route) => route.method)));
  const paths = [...new Set(routes.map((route) => route.path))].join(", ");
  return invalidRequest(`path: ${path} is unknown; there are ${paths}`, { status: 404 });
}

/** The refusal of a method, which names those that there are (RFC 9110, section 15.5.6): of this API, POST alone. */
export function refuseMethod(method: string, allowed: Iterable<string> = ["POST"]): Refusal {
  const allow = [...allowed].join(", ");
  return invalidRequest(`method: is ${method}, must be ${allow}`, { status: 405, headers: { Allow: allow } });
}
