import type { CallOptions } from "../calls/call.js";
import type { PointIterateInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { aborted } from "../errors/knowledge-base-error.js";
import type { PointPage } from "../generated/models/index.js";
import { onAbort } from "../transport/on-abort.js";
import { createPageCursor, type ReadPage } from "./page-cursor.js";

/**
 * Every page of points from `offset` on, in order. While a page is used, the next one is already on its way. Nothing is
 * requested before the first page is asked for. Leaving early ends the request of the next page; its failure is thrown
 * only when that page is asked for.
 */
export async function* readPages(
  listPoints: Operations["listPoints"],
  input: PointIterateInput,
  pageSize: number,
  { signal, ...options }: CallOptions,
): AsyncGenerator<PointPage, void, undefined> {
  const readPage = createPageCursor(listPoints, input, pageSize);
  // A controller of its own: leaving the loop must end the next page's request, as the caller's signal does.
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  if (signal?.aborted) end();
  const forget = signal && onAbort(signal, end);
  const read = () => {
    const reading = readPage({ ...options, signal: ending.signal });
    // It is awaited only when that page is asked for, which may never happen.
    reading.catch(() => {});
    return reading;
  };
  try {
    let next: Promise<ReadPage> | undefined = read();
    while (next) {
      const { page, more }: ReadPage = await next;
      next = more ? read() : undefined;
      yield page;
      if (signal?.aborted) throw aborted(signal);
    }
  } finally {
    forget?.();
    ending.abort();
  }
}
