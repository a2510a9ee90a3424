import { useQueries } from "@tanstack/preact-query";
import type { Point, PointPage } from "@viking-kb/client";
import { useRef } from "preact/hooks";
import { type CollectionPlace, pointsCall } from "../../connection/panel-call.js";
import { failureOf, type PanelState, useAsk, useRetold } from "../../connection/use-panel.js";

/** Points in one request: as many as an answer holds. */
export const pageSize = 100;

/** Which points are needed, counted from 0; pages begin at the anchor, and every 100 points before and after. */
interface NeededPages {
  readonly anchor: number;
  readonly places: readonly number[];
}

/** The points that are loaded. */
export interface PointPages extends Omit<PanelState<PointPage>, "data"> {
  /** All matches, as the last answer has it; undefined before the first. */
  readonly total: number | undefined;
  readonly pointAt: (place: number) => Point | undefined;
}

/** A page: where it begins, and how many points it holds. */
interface PageBounds {
  readonly offset: number;
  readonly limit: number;
}

/** The page that holds a place. The first one is shorter where the anchor is no multiple of 100. */
export function pageOf(place: number, anchor: number): PageBounds {
  const first = anchor % pageSize;
  if (place < first) return { offset: 0, limit: first };
  return { offset: first + Math.floor((place - first) / pageSize) * pageSize, limit: pageSize };
}

/** Loads the pages that hold what is needed. Others are dropped a while after they are not needed any more. */
export function usePointPages(
  { collection, project }: CollectionPlace,
  docs: readonly string[],
  { anchor, places }: NeededPages,
): PointPages {
  const { ask, exchange } = useAsk();
  const bounds = [...new Map(places.map((place) => [pageOf(place, anchor).offset, pageOf(place, anchor)])).values()];
  const queries = useQueries({
    queries: bounds.map((page) => {
      const call = pointsCall({ collection, project, docs, ...page });
      return {
        queryKey: [call.method, call.input],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(call, signal),
        staleTime: 60_000,
        gcTime: 15_000,
      };
    }),
  });
  const answered = queries.filter(({ data }) => data !== undefined).sort((a, b) => b.dataUpdatedAt - a.dataUpdatedAt);
  const known = useRef<{ readonly of: string; readonly total: number }>();
  const of = JSON.stringify([collection, project, docs]);
  const newest = answered[0]?.data?.answer.total_num;
  if (newest !== undefined) known.current = { of, total: newest };
  const failure = failureOf(queries.find(({ error }) => error !== null)?.error);
  const pages = new Map(bounds.map(({ offset }, index) => [offset, queries[index]?.data?.answer.point_list]));
  const askAgain = () => {
    for (const { refetch } of queries) refetch();
  };
  useRetold(failure, askAgain);
  const pointAt = (place: number) => {
    const { offset } = pageOf(place, anchor);
    return pages.get(offset)?.[place - offset];
  };
  return {
    total: known.current?.of === of ? known.current.total : undefined,
    pointAt,
    failure,
    isBusy: queries.some(({ isFetching }) => isFetching),
    exchange: exchange ?? answered[0]?.data?.cameBy,
    askAgain,
  };
}
