/** Reads a body piece by piece. A stream of the platform gives its own reader. */
export type BodyReader = Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel">;

/** What a body may be that a `fetch` of the caller's gives: the Node stream of node-fetch and cross-fetch above all. */
interface ForeignBody {
  readonly getReader?: () => BodyReader;
  readonly [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
  on?(event: "error", listener: () => void): unknown;
  destroy?(): unknown;
}

/** An answer of any `fetch`. */
type AnyResponse = Pick<Response, "arrayBuffer"> &
  Partial<Pick<Response, "clone" | "text">> & { readonly body?: unknown };

/**
 * The reader of an answer's body, whatever the `fetch` that it came from gives as one: a stream of the platform, a Node
 * stream or anything else with an async iterator, or, as in React Native and jest-fetch-mock, no stream at all. Then
 * the body comes as one piece.
 *
 * @param isText whether the body is text, which is asked for where the bytes cannot be had
 */
export function readerOf(response: AnyResponse, isText = false): BodyReader {
  const body = response.body as ForeignBody | null | undefined;
  if (typeof body?.getReader === "function") return body.getReader();
  const iterator = body?.[Symbol.asyncIterator]?.() ?? onePiece(response, isText);
  // What is destroyed, or aborted by its fetch, may emit an error, which would end the process if nobody listened.
  body?.on?.("error", () => {});
  return {
    async read() {
      const { done, value } = await iterator.next();
      return done ? { done, value: undefined } : { done: false, value: bytesOf(value) };
    },
    async cancel() {
      // A Node stream's iterator returns only after the piece that it waits for.
      if (body?.destroy) body.destroy();
      else await iterator.return?.();
    },
  };
}

/** Lets go of an answer that nobody will read. */
export async function discard(response: AnyResponse): Promise<void> {
  try {
    if (response.body) await readerOf(response).cancel();
  } catch {
    // It has ended, or somebody reads it after all.
  }
}

async function* onePiece(response: AnyResponse, isText: boolean): AsyncGenerator<unknown, undefined> {
  // React Native has an `arrayBuffer` that may always fail, and after which the text cannot be asked for any more.
  const copy = isText ? (response.clone?.() ?? response) : undefined;
  const bytes = async () => response.arrayBuffer();
  yield await bytes().catch((error: unknown) => copy?.text?.() ?? Promise.reject(error));
}

/** A stream may have been told to give texts. */
function bytesOf(piece: unknown): Uint8Array<ArrayBuffer> {
  if (typeof piece === "string") return new TextEncoder().encode(piece);
  return ArrayBuffer.isView(piece) ? (piece as Uint8Array<ArrayBuffer>) : new Uint8Array(piece as ArrayBuffer);
}
