import { traced } from "../errors/knowledge-base-error.js";
import { limits } from "../generated/limits.js";
import type { Point, PointPage } from "../generated/models/index.js";
import { loadPart } from "../load-part.js";
import type { readPages } from "../paging/read-pages.js";
import type { Call, CallOptions } from "./call.js";
import type { PointIterateInput, PointListInput } from "./inputs.js";
import type { Operations } from "./operations.js";

/** Options for iterating over points. The limits of time and retries count for the request of each page. */
export interface IterateOptions extends CallOptions {
  /** How many points to ask for at once, 1 to 100; 100 by default. */
  readonly pageSize?: number | undefined;
}

/** Calls about points. */
export interface Points {
  /** One page of points, at most 100. Times are Unix seconds. */
  list(input: PointListInput, options?: CallOptions): Call<PointPage>;
  /**
   * Every point from `offset` on, in the order of point/list. The first request is sent when the first point is asked
   * for. At most two pages are held: the one in use and the next. No request goes beyond the end that `total_num`
   * gives. Even with `doc_ids: []` one request is sent, since it shows whether the collection exists.
   *
   * If points are deleted meanwhile, others move up. So when `total_num` falls, the iteration reads again from that
   * much further back, and skips points that it has given already. When as many points are added as deleted, some may
   * be missed.
   *
   * Leaving the loop ends the request under way. The signal ends it at once, even within a page. An error comes after
   * the points before it.
   *
   * @throws RangeError at once, when `pageSize` is not 1 to 100.
   * @throws KnowledgeBaseError as `list` does, from the loop; and of kind `invalid-response` when `point_list` is no
   * list, or the pages do not follow each other: one is empty before `total_num` is reached, or begins as the one
   * before it, since the server ignores `offset`.
   */
  iterate(input: PointIterateInput, options?: IterateOptions): AsyncIterableIterator<Point>;
  /**
   * The same page by page, each page as it came: it may be empty or lack `point_list`. When a page was read again,
   * `count` and `point_list` hold only the points that had not been given.
   */
  pages(input: PointIterateInput, options?: IterateOptions): AsyncIterableIterator<PointPage>;
}

const { maximum: largestPage } = limits.PointListRequest.limit;

export function createPoints({ listPoints }: Operations): Points {
  const pages = (input: PointIterateInput, { pageSize = largestPage, ...options }: IterateOptions = {}) => {
    if (!(Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= largestPage)) {
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

/** The code for paging is loaded with the first page. */
async function* loadPages(...request: Parameters<typeof readPages>): AsyncIterableIterator<PointPage> {
  try {
    const { readPages } = await loadPart(() => import("../paging/read-pages.js"));
    yield* readPages(...request);
  } catch (error) {
    throw traced(error);
  }
}

/**
 * The points of pages, one by one. Points of a loaded page are given without resuming a generator: for 100,000 points
 * this takes 7 ms of CPU time (measured), and a generator about 20.
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
    } catch (error) {
      throw traced(error);
    } finally {
      points = [];
    }
  }

  const each = turnPages();
  const resume = each.next.bind(each);
  each.next = () => (isLoaded() ? Promise.resolve({ done: false, value: points[index++] as Point }) : resume());
  return each;
}
