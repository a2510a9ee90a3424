import type { FetchAnswer } from "./answering-fetch.js";

/** Ids in the order of point/list. */
export const inOrder = (ids: Iterable<string>): string[] =>
  [...ids].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));

/** This number of ids, in the order of point/list. */
export const idsUpTo = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `p-${String(index).padStart(6, "0")}`);

/** Changes a collection before the request of this number is answered; the first request is number 0. */
export interface Change {
  readonly before: number;
  readonly remove?: readonly string[];
  readonly add?: readonly string[];
}

/** Answers point/list of a collection that changes between the requests. */
export function changingCollection(ids: readonly string[], changes: readonly Change[] = []): FetchAnswer {
  const states = new Map<number, readonly string[]>();
  const stateAt = (request: number): readonly string[] => {
    const known = states.get(request);
    if (known !== undefined) return known;
    const change = changes.filter(({ before }) => before === request);
    const earlier = request === 0 ? inOrder(ids) : stateAt(request - 1);
    const removed = new Set(change.flatMap(({ remove = [] }) => remove));
    const added = change.flatMap(({ add = [] }) => add);
    const state =
      change.length === 0 ? earlier : inOrder(new Set([...earlier, ...added])).filter((id) => !removed.has(id));
    states.set(request, state);
    return state;
  };
  return (body, request) => {
    const matching = body.doc_ids?.length === 0 ? [] : stateAt(request);
    const offset = body.offset ?? 0;
    const page = matching.slice(offset, offset + Math.min(body.limit ?? 100, 100));
    return {
      collection_name: "faq",
      total_num: matching.length,
      count: page.length,
      point_list: page.map((point_id) => ({ point_id })),
    };
  };
}
