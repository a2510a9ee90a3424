import { type ChunkAttachment, linkExpiry } from "@viking-kb/client";
import { useState } from "preact/hooks";
import type { Failure } from "../../connection/page-client.js";
import { type CollectionPlace, linkedPointCall } from "../../connection/panel-call.js";
import { failureOf, useAsk } from "../../connection/use-panel.js";
import { Help } from "../../fields/help.js";
import { useLanguage } from "../../language/language.js";
import { FailureBanner } from "../../panel/failure-banner.js";
import { OutsideLink } from "../../parts/outside-link.js";
import { Text } from "../../parts/text.js";

interface AttachmentsProps {
  readonly attachments: readonly ChunkAttachment[];
  /** What they are of, to ask for their links. */
  readonly of: { readonly place: CollectionPlace; readonly point: string };
}

/** Images and files of a point, as links: none is loaded. Links are asked for on demand, since they are keys. */
export function Attachments({ attachments, of: { place, point } }: AttachmentsProps) {
  const { words } = useLanguage();
  const { ask: call } = useAsk();
  const [linked, setLinked] = useState<readonly ChunkAttachment[]>();
  const [failure, setFailure] = useState<Failure>();
  const ask = () => {
    call(linkedPointCall(place, point))
      .then(({ answer: { point_list } }) => {
        setFailure(undefined);
        // The point may be gone, and an API that does not know `point_ids` answers with others.
        setLinked(point_list?.find(({ point_id }) => point_id === point)?.chunk_attachment ?? []);
      })
      .catch((error: unknown) => setFailure(failureOf(error)));
  };
  const shown = linked ?? attachments;
  return (
    <section>
      <h3 class="part-title">
        {words.attachments} <Help model="Point" field="chunk_attachment" />
      </h3>
      <FailureBanner failure={failure} isStale={false} onTry={ask} />
      {shown.length === 0 && (
        <p role="status" class="quiet">
          {words.noAttachments}
        </p>
      )}
      <ul class="attachments">
        {shown.map(({ uuid, caption, type, link, info_link, column_name }, index) => (
          // All that is in an attachment may be absent.
          <li key={index}>
            {[type, caption, column_name, uuid].filter(Boolean).map((text) => (
              <span key={text}>
                <Text of={`${text}`} />{" "}
              </span>
            ))}
            {[link, info_link]
              .filter((one) => one !== undefined && one !== "")
              .map((one) => (
                <span key={one} class="attachment-link">
                  <OutsideLink of={`${one}`} expires={linkExpiry(`${one}`)} />
                </span>
              ))}
          </li>
        ))}
      </ul>
      {shown.length > 0 && !shown.some(({ link, info_link }) => link || info_link) && (
        <button type="button" onClick={ask}>
          {words.getLinks}
        </button>
      )}
    </section>
  );
}
