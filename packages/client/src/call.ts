/** What came of a call, and how. */
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

/** A call that was made: a promise of its data, of which the whole answer may be asked. */
export interface Call<Data> extends Promise<Data> {
  /** The data with status, headers, request id and the number of attempts. Rejects with what the call rejects with. */
  withResponse(): Promise<AnsweredCall<Data>>;
}
