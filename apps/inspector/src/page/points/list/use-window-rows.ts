import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";

interface WindowRows {
  readonly count: number;
  readonly rowHeight: number;
  /** Where the list begins in the document, in pixels. */
  readonly listTop: number;
  /** Stays in the document however far it is scrolled away, since it has the focus. */
  readonly focused: number | undefined;
}

const overscan = 8;

/**
 * The rows of a long list that are in the document: those in the window, and a few around. The window is what scrolls.
 */
export function useWindowRows({ count, rowHeight, listTop, focused }: WindowRows) {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const options = {
    count,
    overscan,
    estimateSize: () => rowHeight,
    scrollMargin: listTop,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    onChange: () => redraw(undefined),
    rangeExtractor: ({ startIndex, endIndex }: { startIndex: number; endIndex: number }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const rows = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      if (focused === undefined || focused >= count || (focused >= first && focused <= last)) return rows;
      return focused < first ? [focused, ...rows] : [...rows, focused];
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  // Another height changes every row's place.
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return { rows: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() };
}
