import type { Point } from "@viking-kb/client";
import { Link } from "wouter-preact";
import { documentPath, pointsPath } from "../../address/places.js";
import type { CollectionPlace } from "../../connection/panel-call.js";
import { useLanguage } from "../../language/language.js";
import { titleLength } from "../../panel/place-title.js";
import { cutText, Text } from "../../parts/text.js";
import { pointTitle } from "../point-title.js";

/** Characters of a content: more than fits into a row is not drawn. */
const shown = 400;

interface PointRowProps {
  /** Its place in the list. */
  readonly index: number;
  /** The number of the point, from 1. */
  readonly ordinal: number;
  readonly total: number;
  /** In pixels, from the list's beginning. */
  readonly top: number;
  /** Undefined as long as it is not loaded. */
  readonly point: Point | undefined;
  /** Whether somebody jumped to it. */
  readonly isFound: boolean;
  readonly place: CollectionPlace;
  readonly docs: readonly string[];
  readonly onOpen: (ordinal: number) => void;
  readonly onFocus: (index: number | undefined) => void;
}

/** A point as a row: number, title, or id where it has none, kind, document, and its first lines. */
export function PointRow({ index, ordinal, total, top, point, isFound, place, docs, onOpen, onFocus }: PointRowProps) {
  const { words, number } = useLanguage();
  const { doc_info, chunk_type, content = "" } = point ?? {};
  const title = point && pointTitle(point);
  const document = doc_info?.doc_name || doc_info?.doc_id;
  return (
    <li
      class={isFound ? "found" : undefined}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={total}
      aria-posinset={ordinal}
      onFocusIn={() => onFocus(index)}
      onFocusOut={() => onFocus(undefined)}
    >
      <span class="number">{number(ordinal)}</span>
      {point === undefined ? (
        <span class="unloaded">
          <span class="unseen">{words.loading}</span>
        </span>
      ) : (
        <>
          <p class="head">
            <a
              class="title"
              href={pointsPath(place, { docs, from: ordinal, open: ordinal })}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(ordinal);
              }}
            >
              <span class="unseen">{words.openPoint(number(ordinal))}: </span>
              <Text of={`${title ?? point.point_id}`} length={titleLength} />
            </a>
            {chunk_type && (
              <span class="type">
                <Text of={`${chunk_type}`} length={24} />
              </span>
            )}
            {document && doc_info?.doc_id && (
              <Link class="of-document" href={documentPath(place, doc_info.doc_id)}>
                <Text of={document} length={80} />
              </Link>
            )}
          </p>
          <p class="beginning">
            <Text of={cutText(content, shown).replace(/\s+/g, " ")} />
          </p>
        </>
      )}
    </li>
  );
}
