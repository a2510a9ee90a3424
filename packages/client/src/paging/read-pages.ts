import type { CallOptions } from "../calls/call.js";
import type { PointIterateInput } from "../calls/inputs.js";
import type { Operations } from "../calls/operations.js";
import { aborted } from "../errors/knowledge-base-error.js";
import type { PointPage } from "../generated/models/index.js";
import { createPageCursor, type ReadPage } from "./page-cursor.js";

/**
 * Every page of points from `offset` on, in order, one ahead: while a page is used the next one is on its way. Nothing
 * is asked before the first page is. Leaving early ends the page ahead; a failure of it shows when its turn comes.
 */
export async function* readPages(
  listPoints: Operations["listPoints"],
  input: PointIterateInput,
  pageSize: number,
  { signal, ...options }: CallOptions,
): AsyncGenerator<PointPage, void, undefined> {
  const readPage = createPageCursor(listPoints, input, pageSize);
  // Of our own, since leaving must end the page ahead as the caller's signal does.
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end);
  const read = () => {
    const reading = readPage({ ...options, signal: ending.signal });
    // It is awaited when its turn comes, which may be never.
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
    signal?.removeEventListener("abort", end);
    ending.abort();
  }
}
