import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { pageSize } from "./use-point-pages.js";

/** The points in the window, counted from 0. */
export interface SeenPoints {
  readonly first: number;
  readonly last: number;
}

/** The points to load, and where pages begin: there, and every 100 points before and after. */
interface NeededPoints extends SeenPoints {
  readonly anchor: number;
}

/** A place that the list is to show; the number tells two jumps to one place apart. */
export interface Jump {
  readonly to: number;
  readonly times: number;
  /** Whether somebody asked for this very point, and is shown which it is. */
  readonly isFound: boolean;
}

/** Of the page that a jump loads, so many points stand before the one that was asked for. */
const before = 20;
/** So many points are loaded before they are seen. */
const ahead = 10;
/** A place that is only scrolled past is not loaded. */
const settlesMs = 120;
/** The address says where scrolling rested; browsers take few changes a second. */
const restsMs = 300;

/** Pages are laid so that one holds all that is seen around a place: so one request is enough. */
function anchorAt(place: number, total = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.min(place - before, total - pageSize));
}

/**
 * Where somebody is in a long list.
 *
 * @param from the first point that the address names, counted from 0
 * @param onRest called with the first point in the window when scrolling rests
 */
export function useListPlace(from: number, total: number | undefined, onRest: (first: number) => void) {
  const [seen, setSeen] = useState<SeenPoints>({ first: from, last: from });
  const [need, setNeed] = useState<NeededPoints>({ anchor: anchorAt(from), first: from, last: from });
  const [jump, setJump] = useState<Jump>({ to: from, times: 0, isFound: false });
  const isScrolled = useRef(false);

  const jumpTo = useCallback(
    (to: number, { isFound = true }: { readonly isFound?: boolean } = {}) => {
      isScrolled.current = false;
      setSeen({ first: to, last: to });
      setNeed({ anchor: anchorAt(to, total), first: to, last: to });
      setJump(({ times }) => ({ to, times: times + 1, isFound }));
    },
    [total],
  );

  const see = useCallback((next: SeenPoints) => {
    setSeen((last) => {
      if (last.first === next.first && last.last === next.last) return last;
      isScrolled.current = true;
      return next;
    });
  }, []);

  // Step by step what follows is loaded at once; after a leap, when it rests, and as a page around it.
  const leap = Math.abs(seen.first - need.first) >= pageSize;
  useEffect(() => {
    const load = () => setNeed(({ anchor }) => ({ ...seen, anchor: leap ? anchorAt(seen.first, total) : anchor }));
    if (!leap) return load();
    const timer = setTimeout(load, settlesMs);
    return () => clearTimeout(timer);
  }, [seen, leap, total]);

  useEffect(() => {
    const timer = setTimeout(() => isScrolled.current && onRest(seen.first), restsMs);
    return () => clearTimeout(timer);
  }, [seen, onRest]);

  const last = total === undefined ? need.last : Math.min(total - 1, need.last + ahead);
  return {
    seen,
    see,
    jump,
    jumpTo,
    anchor: need.anchor,
    first: Math.max(0, need.first - ahead),
    last,
  };
}
