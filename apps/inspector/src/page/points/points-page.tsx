import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useSearch } from "wouter-preact/use-browser-location";
import { collectionPath, type PointsQuery, pointsPath, readPointsQuery } from "../address/places.js";
import { noteVisit } from "../address/visited.js";
import { CollectionHead } from "../collection/collection-head.js";
import { type CollectionPlace, pointsCall } from "../connection/panel-call.js";
import { useLanguage } from "../language/language.js";
import { ExchangeLine } from "../panel/exchange-line.js";
import { FailureBanner } from "../panel/failure-banner.js";
import { PanelBar } from "../panel/panel-bar.js";
import { Skeleton } from "../panel/skeleton.js";
import { DocumentFilter } from "./list/document-filter.js";
import { PlaceBar } from "./list/place-bar.js";
import { PointList } from "./list/point-list.js";
import { useListPlace } from "./list/use-list-place.js";
import { pageOf, usePointPages } from "./list/use-point-pages.js";
import { PointSheet } from "./sheet/point-sheet.js";

/** The points of a collection: any place of them, whole ones, those of some documents. */
export function PointsPage({ place }: { place: CollectionPlace }) {
  const { collection, project } = place;
  const { words, number } = useLanguage();
  const [, go] = useLocation();
  const search = useSearch();
  const { from, docs, open } = useMemo(() => readPointsQuery(search), [search]);
  /** The place that this page wrote into the address itself. */
  const written = useRef(from);
  const total = useRef<number>();

  const write = useCallback(
    (query: PointsQuery, options?: { readonly replace?: boolean; readonly state?: unknown }) => {
      written.current = query.from ?? 1;
      go(pointsPath({ collection, project }, query), options);
    },
    [go, collection, project],
  );
  const rest = useCallback(
    (first: number) => {
      // Back may have changed the address since the list was last drawn: then the list is to follow, not to lead.
      if (readPointsQuery(location.search).from !== written.current || first + 1 === written.current) return;
      write({ from: first + 1, docs, open }, { replace: true, state: history.state });
    },
    [write, docs, open],
  );
  const list = useListPlace(from - 1, total.current, rest);
  const { jumpTo } = list;
  const pages = usePointPages(place, docs, {
    anchor: list.anchor,
    places: open === undefined ? [list.first, list.last] : [list.first, list.last, open - 1],
  });
  total.current = pages.total;
  const { failure, exchange, askAgain } = pages;

  const isKnown = pages.total !== undefined;
  useEffect(() => {
    if (isKnown) noteVisit({ path: collectionPath({ collection, project }), kind: "collection", name: collection });
  }, [isKnown, collection, project]);

  /** A point that was asked for, and is not there. */
  const [beyond, setBeyond] = useState<number>();
  // The address was changed by Back, by a link or by hand.
  useEffect(() => {
    if (from === written.current) return;
    written.current = from;
    setBeyond(undefined);
    jumpTo(from - 1);
  }, [from, jumpTo]);

  // Beyond the end there is nothing to see: the last point is shown.
  useEffect(() => {
    if (!pages.total || list.jump.to < pages.total) return;
    setBeyond(list.jump.to + 1);
    jumpTo(pages.total - 1);
  }, [pages.total, list.jump, jumpTo]);

  const { offset, limit } = pageOf(list.seen.first, list.anchor);
  const call = useMemo(
    () => pointsCall({ collection, project, docs, offset, limit }),
    [collection, project, docs, offset, limit],
  );
  const ask = (to: number) => {
    setBeyond(undefined);
    write({ from: to, docs });
    jumpTo(to - 1);
  };
  const filter = (docs: readonly string[]) => {
    setBeyond(undefined);
    write({ docs });
    jumpTo(0, { isFound: false });
  };
  const banner = <FailureBanner failure={failure} isStale={pages.total !== undefined} onTry={askAgain} />;
  return (
    <>
      <CollectionHead place={place}>
        <PanelBar call={call} state={pages} />
      </CollectionHead>
      <DocumentFilter docs={docs} onChange={filter} />
      <ExchangeLine exchange={exchange} />
      {beyond !== undefined && pages.total !== undefined && (
        <p role="status" class="notice">
          {words.pastEnd(number(beyond), number(pages.total))}
        </p>
      )}
      {pages.total === 0 && <p class="empty">{docs.length > 0 ? words.noPointsOfDocs : words.noPoints}</p>}
      {!pages.total && banner}
      {pages.total === undefined && !failure && <Skeleton lines={12} />}
      {pages.total !== undefined && pages.total > 0 && (
        <>
          <PlaceBar seen={list.seen} total={pages.total} onJump={ask}>
            {banner}
          </PlaceBar>
          <PointList
            place={place}
            docs={docs}
            total={pages.total}
            jump={list.jump}
            pages={pages}
            onSeen={list.see}
            onOpen={(number) => {
              // Going back leads to what is seen now.
              rest(list.seen.first);
              write({ from: written.current, docs, open: number }, { state: { isOpened: true } });
            }}
            onGo={ask}
          />
        </>
      )}
      {open !== undefined && pages.total !== undefined && pages.total > 0 && (
        <PointSheet
          place={place}
          ordinal={open}
          total={pages.total}
          point={pages.pointAt(open - 1)}
          failure={failure}
          onTry={askAgain}
          onMove={(to) => write({ from: written.current, docs, open: to }, { replace: true, state: history.state })}
          onClose={() => {
            if (Object(history.state).isOpened) history.back();
            else write({ from: written.current, docs }, { replace: true });
          }}
        />
      )}
    </>
  );
}
