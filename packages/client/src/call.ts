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

/** Makes a call of the promise of its answer. */
export function createCall<Data>(answered: Promise<AnsweredCall<Data>>): Call<Data> {
  const data = answered.then((answer) => answer.data);
  const withResponse = () => {
    // Whoever asks for the whole answer is told of a failure there, and need not look at the data's promise as well.
    data.catch(() => {});
    return answered;
  };
  return Object.assign(data, { withResponse });
}
