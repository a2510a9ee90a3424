import { limits } from "../generated/limits.js";
import type { Point, PointPage } from "../generated/models/index.js";
import type { readPages } from "../paging/read-pages.js";
import type { Call, CallOptions } from "./call.js";
import type { PointIterateInput, PointListInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** What going through all points takes besides its input. Limits of time and retries hold for each page's request. */
export interface IterateOptions extends CallOptions {
  /** How many points to ask for at once, 1 to 100; 100 by default. */
  readonly pageSize?: number | undefined;
}

/** What can be asked about points. */
export interface Points {
  /** One page of points, at most 100. Times are Unix seconds. */
  list(input: PointListInput, options?: CallOptions): Call<PointPage>;
  /**
   * Every point from `offset` on, in the order of point/list; the first request is sent when the first point is asked
   * for. No more than two pages are held, the one in use and the next, and no request is sent past the end that
   * `total_num` names; `doc_ids: []` takes one, since it tells whether the collection exists.
   *
   * Points that are deleted meanwhile do not hide others: where `total_num` falls below what it was, it reads again
   * from so far back, and leaves out what was given. What is deleted while as much is added may still be missed.
   *
   * Leaving the loop ends the request that is under way. The signal ends it at once, also within a page. An error
   * comes after the points before it.
   *
   * @throws RangeError at once, where `pageSize` is not 1 to 100.
   * @throws KnowledgeBaseError as `list` does, from the loop.
   */
  iterate(input: PointIterateInput, options?: IterateOptions): AsyncIterableIterator<Point>;
  /**
   * The same, page by page, each as it came: a page may be empty or lack `point_list`. Where it was read again, `count`
   * and `point_list` are what had not been given.
   */
  pages(input: PointIterateInput, options?: IterateOptions): AsyncIterableIterator<PointPage>;
}

const { maximum: largestPage } = limits.PointListRequest.limit;

export function createPoints({ listPoints }: Operations): Points {
  const pages = (input: PointIterateInput, { pageSize = largestPage, ...options }: IterateOptions = {}) => {
    if (!(pageSize >= 1 && pageSize <= largestPage)) {
      throw new RangeError(`pageSize is ${pageSize}: give 1 to ${largestPage}.`);
    }
    return loadPages(listPoints, input, pageSize, options);
  };
  return {
    list: listPoints,
    pages,
    iterate: (input, options) => eachPoint(pages(input, options), options?.signal),
  };
}

/** Going through all points is loaded with the first page. */
async function* loadPages(...request: Parameters<typeof readPages>): AsyncIterableIterator<PointPage> {
  const { readPages } = await import("../paging/read-pages.js");
  yield* readPages(...request);
}

/**
 * The points of pages, one by one. Those of a loaded page are handed out without resuming a generator: over 100,000
 * points, that was measured to take 7 ms of CPU time, and a generator some 20.
 */
function eachPoint(pages: AsyncIterable<PointPage>, signal: AbortSignal | undefined): AsyncIterableIterator<Point> {
  let points: readonly Point[] = [];
  let index = 0;
  const isLoaded = () => index < points.length && !signal?.aborted;

  async function* turnPages(): AsyncGenerator<Point, undefined, undefined> {
    try {
      for await (const page of pages) {
        points = page.point_list ?? [];
        index = 0;
        while (isLoaded()) yield points[index++] as Point;
      }
    } finally {
      points = [];
    }
  }

  const each = turnPages();
  const resume = each.next.bind(each);
  each.next = () => (isLoaded() ? Promise.resolve({ done: false, value: points[index++] as Point }) : resume());
  return each;
}
