import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CollectionPlace } from "../../connection/panel-call.js";
import { useLanguage } from "../../language/language.js";
import { PointRow } from "./point-row.js";
import type { Jump, SeenPoints } from "./use-list-place.js";
import type { PointPages } from "./use-point-pages.js";
import { useWindowRows } from "./use-window-rows.js";

/**
 * So many points are one list: browsers draw no element that is much higher than 16 million pixels, and 100,000 rows on
 * a narrow screen have 12. A longer list is shown in parts.
 */
const longest = 100_000;

interface PointListProps {
  readonly place: CollectionPlace;
  readonly docs: readonly string[];
  readonly total: number;
  readonly jump: Jump;
  readonly pages: PointPages;
  readonly onSeen: (seen: SeenPoints) => void;
  /** Called with the number of a point, from 1. */
  readonly onOpen: (number: number) => void;
  readonly onGo: (number: number) => void;
}

/** Points as rows of one height, of which only those in the window are in the document. */
export function PointList({ place, docs, total, jump, pages, onSeen, onOpen, onGo }: PointListProps) {
  const { words, number } = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  const [listTop, setListTop] = useState(0);
  const [focused, setFocused] = useState<number>();
  const rowHeight = useRowHeight();
  const start = Math.floor(Math.min(jump.to, total - 1) / longest) * longest;
  const count = Math.min(longest, total - start);
  const { rows, height } = useWindowRows({ count, rowHeight, listTop, focused });

  // A narrower window moves the list and makes its rows higher: the first row that is seen stays the first.
  const seen = useRef({ first: 0, top: 0, rowHeight });
  useLayoutEffect(() => {
    const top = Math.round((list.current?.getBoundingClientRect().top ?? 0) + scrollY);
    setListTop(top);
    const { first, ...last } = seen.current;
    const belowBar = top - barHeight();
    if (first > 0 && (last.top !== belowBar || last.rowHeight !== rowHeight)) {
      scrollTo(0, belowBar + first * rowHeight);
    }
    seen.current = { first, top: belowBar, rowHeight };
  });
  // Each wish scrolls, the same place twice too, and nothing else.
  useLayoutEffect(() => {
    const top = (list.current?.getBoundingClientRect().top ?? 0) + scrollY;
    const place = Math.min(jump.to, total - 1) - start;
    // The list's own beginning is shown with what stands above it.
    scrollTo(0, place === 0 && start === 0 ? 0 : Math.round(top + place * rowHeight - barHeight()));
  }, [jump]);

  useEffect(() => {
    const top = (list.current?.getBoundingClientRect().top ?? 0) - barHeight();
    const first = Math.min(count - 1, Math.max(0, Math.ceil((-top - 1) / rowHeight)));
    const last = Math.min(count - 1, Math.max(first, Math.round((innerHeight - barHeight() - top) / rowHeight) - 1));
    seen.current.first = first;
    onSeen({ first: start + first, last: start + last });
  });

  return (
    <>
      {start > 0 && (
        <button type="button" class="part" onClick={() => onGo(start - longest + 1)}>
          {words.part(number(start - longest + 1), number(start))}
        </button>
      )}
      <ul ref={list} class="points" style={{ height: `${height}px` }} aria-label={words.points}>
        {rows.map(({ index, start: top }) => (
          <PointRow
            key={start + index}
            index={index}
            ordinal={start + index + 1}
            total={total}
            top={top - listTop}
            point={pages.pointAt(start + index)}
            isFound={jump.isFound && start + index === jump.to}
            place={place}
            docs={docs}
            onOpen={onOpen}
            onFocus={setFocused}
          />
        ))}
      </ul>
      {start + count < total && (
        <button type="button" class="part" onClick={() => onGo(start + count + 1)}>
          {words.part(number(start + count + 1), number(Math.min(total, start + 2 * longest)))}
        </button>
      )}
    </>
  );
}

function barHeight(): number {
  return document.getElementById("place-bar")?.offsetHeight ?? 0;
}

/** As the style sheet has it. */
function useRowHeight(): number {
  const [isNarrow, setNarrow] = useState(() => narrow.matches);
  useEffect(() => {
    const change = () => setNarrow(narrow.matches);
    narrow.addEventListener("change", change);
    return () => narrow.removeEventListener("change", change);
  }, []);
  return isNarrow ? 120 : 88;
}

const narrow = matchMedia("(max-width: 640px)");
