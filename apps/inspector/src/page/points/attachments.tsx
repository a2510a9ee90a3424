import { type ChunkAttachment, linkExpiry } from "@viking-kb/client";
import { useState } from "preact/hooks";
import type { Failure } from "../connection/page-client.js";
import { type PointsPlace, pointsCall } from "../connection/panel-call.js";
import { failureOf, useAsk } from "../connection/use-panel.js";
import { useLanguage } from "../language/language.js";
import { FailureBanner } from "../parts/failure-banner.js";
import { Help } from "../parts/help.js";
import { OutsideLink } from "../parts/outside-link.js";
import { Text } from "../parts/text.js";

interface AttachmentsProps {
  readonly attachments: readonly ChunkAttachment[];
  /** Where the point is, to ask for its links. */
  readonly at: PointsPlace;
}

/** Images and files of a point, as links: none is loaded. Links are asked for on demand, since they are keys. */
export function Attachments({ attachments, at }: AttachmentsProps) {
  const { words } = useLanguage();
  const { ask: call } = useAsk();
  const [linked, setLinked] = useState<readonly ChunkAttachment[]>();
  const [failure, setFailure] = useState<Failure>();
  const ask = () => {
    call(pointsCall({ ...at, links: true }))
      .then(({ answer: { point_list } }) => {
        setFailure(undefined);
        setLinked(point_list?.[0]?.chunk_attachment ?? []);
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
      {!shown.some(({ link, info_link }) => link || info_link) && (
        <button type="button" onClick={ask}>
          {words.getLinks}
        </button>
      )}
    </section>
  );
}
