/** The data of a call, with what else is known of its answer. */
export interface AnsweredCall<Data> {
  readonly data: Data;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly headers: Headers;
  /** The answer's request_id, to name when asking the vendor for help. */
  readonly requestId: string | undefined;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** A call under way: a promise of its data, which can also give the rest of the answer. */
export interface Call<Data> extends Promise<Data> {
  /** The data with status, headers, request id and the number of attempts. Rejects with what the call rejects with. */
  withResponse(): Promise<AnsweredCall<Data>>;
}

/** How long a call may take, and how often it may be sent. */
export interface CallLimits {
  /** Milliseconds that a call may take with all its attempts and the pauses between them; 120,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds that one attempt may take until its whole answer is read; 30,000 by default. */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often a call is sent again after a failure that may pass; 2 by default, 0 for never. */
  readonly retries?: number | undefined;
}

/** Options of every call. For those left out, the client's options count. */
export interface CallOptions extends CallLimits {
  /** Ends the call at once, whatever it is doing: it rejects with a KnowledgeBaseError of kind `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Limits that are all set. */
export type SetLimits = { readonly [Name in keyof CallLimits]-?: number };

/** The limits of a call where neither it nor its client is given others. */
export const defaultLimits: SetLimits = { timeoutMs: 120_000, attemptTimeoutMs: 30_000, retries: 2 };

/** Limits as they are given to a call or a client. */
interface GivenLimits extends CallLimits {
  /** Milliseconds left of the wait that this call belongs to; the call takes no longer. */
  readonly leftMs?: number;
}

/**
 * The given limits, completed by those of `basis`.
 *
 * @throws TypeError when a limit is not a number, or is negative.
 */
export function limitsOf(given: GivenLimits, basis = defaultLimits): SetLimits {
  const limit = (name: keyof CallLimits) => checkedLimit(name, given[name] ?? basis[name]);
  const timeoutMs = Math.min(limit("timeoutMs"), given.leftMs ?? Number.POSITIVE_INFINITY);
  return { timeoutMs, attemptTimeoutMs: limit("attemptTimeoutMs"), retries: limit("retries") };
}

/** Checks a limit: a number from 0 on. Infinity means no limit. */
export function checkedLimit(name: string, value: number): number {
  if (typeof value !== "number" || !(value >= 0)) throw new TypeError(`${name} must be a number, 0 or more.`);
  return value;
}
