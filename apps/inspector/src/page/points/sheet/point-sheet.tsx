import { linkExpiry, type Point, pointTimes } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import { Link } from "wouter-preact";
import { documentPath } from "../../address/places.js";
import type { Failure } from "../../connection/page-client.js";
import type { CollectionPlace } from "../../connection/panel-call.js";
import { AllFields } from "../../fields/all-fields.js";
import { ContractText } from "../../fields/contract-text.js";
import { Fact, Facts } from "../../fields/facts.js";
import { useLanguage } from "../../language/language.js";
import { meaningOf } from "../../language/meanings.js";
import { FailureBanner } from "../../panel/failure-banner.js";
import { titleLength } from "../../panel/place-title.js";
import { Skeleton } from "../../panel/skeleton.js";
import { CopyButton } from "../../parts/copy-button.js";
import { Dialog } from "../../parts/dialog.js";
import { Icon } from "../../parts/icon.js";
import { LongText } from "../../parts/long-text.js";
import { OutsideLink } from "../../parts/outside-link.js";
import { Text } from "../../parts/text.js";
import { Time } from "../../parts/time.js";
import { Attachments } from "./attachments.js";
import { PointContent } from "./point-content.js";
import { pointMarkdown } from "./point-markdown.js";

interface PointSheetProps {
  readonly place: CollectionPlace;
  /** The number of the point, from 1. */
  readonly ordinal: number;
  readonly total: number;
  /** Undefined as long as it is not loaded. */
  readonly point: Point | undefined;
  readonly failure: Failure | undefined;
  readonly onTry: () => void;
  readonly onMove: (ordinal: number) => void;
  readonly onClose: () => void;
}

/** A whole point, above the list that it is in. */
export function PointSheet(props: PointSheetProps) {
  const { place, ordinal, total, point, failure, onTry, onMove, onClose } = props;
  const { words, number } = useLanguage();
  const moves = [
    { to: ordinal - 1, label: words.previous, icon: "previous" },
    { to: ordinal + 1, label: words.next, icon: "next" },
  ] as const;
  const isThere = (to: number) => to >= 1 && to <= total;
  return (
    <Dialog
      kind="sheet"
      title={words.pointOf(number(ordinal), number(total))}
      onClose={onClose}
      actions={moves.map(({ to, label, icon }) => (
        <button
          key={icon}
          type="button"
          class="plain icon"
          aria-label={label}
          title={label}
          // A button that is disabled would lose the focus.
          aria-disabled={!isThere(to)}
          onClick={() => isThere(to) && onMove(to)}
        >
          <Icon name={icon} />
        </button>
      ))}
    >
      {point ? (
        <WholePoint key={point.point_id} point={point} place={place} />
      ) : ordinal > total ? (
        <p class="empty">{words.pastEnd(number(ordinal), number(total))}</p>
      ) : failure ? (
        <FailureBanner failure={failure} isStale={false} onTry={onTry} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Dialog>
  );
}

interface WholePointProps {
  readonly point: Point;
  readonly place: CollectionPlace;
}

function WholePoint({ point, place }: WholePointProps) {
  const { language, words } = useLanguage();
  const { point_id, chunk_type, doc_info, original_question, chunk_attachment, video_url } = point;
  // From the document down: its title, then the heading above the text.
  const trail = [...new Set([doc_info?.title, point.chunk_title])].filter((title) => title);
  const kind = meaningOf(knownValues.Point.chunk_type, chunk_type, language);
  const { processedAt, updatedAt, docCreatedAt } = pointTimes(point);
  const pages = doc_info?.original_coordinate?.page_no ?? [];
  return (
    <>
      {trail.length > 0 && (
        <h3 class="point-title">
          {trail.map((title, depth) => (
            <span key={title} class={depth < trail.length - 1 ? "above" : undefined}>
              <Text of={`${title}`} length={titleLength} />
              {depth < trail.length - 1 && " › "}
            </span>
          ))}
        </h3>
      )}
      {original_question && (
        <div class="question">
          <span class="quiet">{words.question}</span> <LongText of={original_question} />
        </div>
      )}
      <p class="actions">
        <CopyButton text={() => pointMarkdown(point)} label={words.copyMarkdown} />
        <CopyButton text={() => JSON.stringify(point, undefined, 2)} label={words.copyJson} />
      </p>
      <PointContent point={point} />
      {chunk_attachment && chunk_attachment.length > 0 && (
        <Attachments attachments={chunk_attachment} of={{ place, point: point_id }} />
      )}
      <Facts>
        <Fact model="Point" field="point_id" wide>
          <Text of={`${point_id}`} />
        </Fact>
        {chunk_type && (
          <Fact model="Point" field="chunk_type">
            <Text of={`${chunk_type}`} />{" "}
            {kind && (
              <span class="quiet">
                <ContractText of={kind} />
              </span>
            )}
          </Fact>
        )}
        {doc_info?.doc_id && (
          <Fact model="PointDoc" field="doc_name">
            <Link href={documentPath(place, doc_info.doc_id)}>
              <Text of={doc_info.doc_name || doc_info.doc_id} />
            </Link>
          </Fact>
        )}
        {pages.length > 0 && (
          <Fact model="OriginalCoordinate" field="page_no">
            {pages.join(", ")}
          </Fact>
        )}
        {doc_info?.source && (
          <Fact model="PointDoc" field="source">
            <OutsideLink of={doc_info.source} expires={linkExpiry(doc_info.source)} />
          </Fact>
        )}
        {video_url && (
          <Fact model="Point" field="video_url">
            <OutsideLink of={video_url} expires={linkExpiry(video_url)} />
          </Fact>
        )}
        <Fact model="Point" field="process_time">
          <Time at={processedAt} />
        </Fact>
        {updatedAt && (
          <Fact model="Point" field="update_time">
            <Time at={updatedAt} />
          </Fact>
        )}
        {docCreatedAt && (
          <Fact model="PointDoc" field="create_time" label={words.uploaded}>
            <Time at={docCreatedAt} />
          </Fact>
        )}
      </Facts>
      <AllFields of={point} />
    </>
  );
}
