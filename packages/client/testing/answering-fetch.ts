/** Fields of a request of any operation. */
export interface RequestBody {
  readonly offset?: number | null;
  readonly limit?: number | null;
  readonly doc_ids?: readonly string[] | null;
  readonly task_id?: string;
  readonly doc_id?: string;
}

/** A `fetch` without a network, which keeps the requests that it gets. */
export interface AnsweringFetch {
  readonly fetch: typeof fetch;
  /** The bodies of the requests, parsed, in their order. */
  readonly bodies: RequestBody[];
  /** The signal of each request. */
  readonly signals: (AbortSignal | null | undefined)[];
}

/** Gives data for an answer, or the whole answer; may throw what a fetch throws. */
export type FetchAnswer = (body: RequestBody, index: number) => unknown;

/** Answers every request with the result of `answer`; data is put into the envelope of a success. */
export function createAnsweringFetch(answer: FetchAnswer): AnsweringFetch {
  const bodies: RequestBody[] = [];
  const signals: (AbortSignal | null | undefined)[] = [];
  return {
    bodies,
    signals,
    fetch: async (_input, init) => {
      const body: RequestBody = JSON.parse(String(init?.body));
      const index = bodies.push(body) - 1;
      signals.push(init?.signal);
      init?.signal?.throwIfAborted();
      const data = await untilAborted(answer(body, index), init?.signal);
      if (data instanceof Response) return data;
      return Response.json({ code: 0, message: "success", request_id: `02${index}`, data });
    },
  };
}

/** A refusal in the API's envelope. */
export function refusal(status: number, code: number, message: string): Response {
  return Response.json({ code, message, request_id: "02ff" }, { status });
}

function untilAborted(value: unknown, signal: AbortSignal | null | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
    Promise.resolve(value).then(resolve, reject);
  });
}
