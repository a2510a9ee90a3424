import { type CollectionInfo, collectionTimes } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import { useEffect, useMemo } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { collectionPath, documentPath } from "../address/places.js";
import { noteVisit } from "../address/visited.js";
import { type CollectionPlace, collectionCall } from "../connection/panel-call.js";
import { usePanel } from "../connection/use-panel.js";
import { AllFields } from "../fields/all-fields.js";
import { Fact, Facts } from "../fields/facts.js";
import { useLanguage } from "../language/language.js";
import { meaningOf } from "../language/meanings.js";
import { ExchangeLine } from "../panel/exchange-line.js";
import { FailureBanner } from "../panel/failure-banner.js";
import { PanelBar } from "../panel/panel-bar.js";
import { Skeleton } from "../panel/skeleton.js";
import { fieldsOf } from "../parts/fields-of.js";
import { LongText } from "../parts/long-text.js";
import { Text } from "../parts/text.js";
import { Time } from "../parts/time.js";
import { CollectionHead } from "./collection-head.js";
import { PipelinePart } from "./pipeline-part.js";

/** A collection: what it is, how far its documents are, its pipelines and their indexes. */
export function CollectionPage({ place }: { place: CollectionPlace }) {
  const { collection, project } = place;
  const call = useMemo(() => collectionCall({ collection, project }), [collection, project]);
  const state = usePanel(call);
  const { data, failure, exchange, askAgain } = state;
  useEffect(() => {
    if (data) noteVisit({ path: collectionPath({ collection, project }), kind: "collection", name: collection });
  }, [data, collection, project]);
  return (
    <>
      <CollectionHead place={place}>
        <PanelBar call={call} state={state} />
      </CollectionHead>
      <FailureBanner failure={failure} isStale={data !== undefined} onTry={askAgain} />
      {data ? <Described collection={data} place={place} /> : failure ? null : <Skeleton lines={8} />}
      <ExchangeLine exchange={exchange} />
    </>
  );
}

function Described({ collection, place }: { collection: CollectionInfo; place: CollectionPlace }) {
  const { language, words, number } = useLanguage();
  const { description, creator, doc_num, project, resource_id, version, collection_name } = collection;
  const { createdAt, updatedAt } = collectionTimes(collection);
  const edition = meaningOf(knownValues.CollectionInfo.version, version, language);
  // A list that is required may still be missing in a real answer.
  const pipelines = collection.pipeline_list ?? [];
  return (
    <>
      {description ? (
        <div class="lead">
          <LongText of={description} />
        </div>
      ) : (
        <p class="lead quiet">{words.noCollectionDescription}</p>
      )}
      <Facts>
        {collection_name !== place.collection && (
          <Fact model="CollectionInfo" field="collection_name">
            <Text of={`${collection_name}`} />
          </Fact>
        )}
        <Fact model="CollectionInfo" field="creator">
          {creator ? <Text of={creator} /> : <span class="quiet">{words.none}</span>}
        </Fact>
        {project && (
          <Fact model="CollectionInfo" field="project">
            <Text of={project} />
          </Fact>
        )}
        {resource_id && (
          <Fact model="CollectionInfo" field="resource_id">
            <Text of={resource_id} />
          </Fact>
        )}
        {doc_num !== undefined && (
          <Fact model="CollectionInfo" field="doc_num">
            {number(doc_num)}
          </Fact>
        )}
        {version !== undefined && (
          <Fact model="CollectionInfo" field="version">
            {`${version}`} {edition && <span class="quiet">{edition}</span>}
          </Fact>
        )}
        <Fact model="CollectionInfo" field="create_time">
          <Time at={createdAt} />
        </Fact>
        <Fact model="CollectionInfo" field="update_time">
          <Time at={updatedAt} />
        </Fact>
      </Facts>
      <DocumentForm place={place} />
      <h2>{words.pipelines}</h2>
      {pipelines.length === 0 && <p class="quiet">{words.noPipelines}</p>}
      {pipelines.map((pipeline, index) => (
        // Two pipelines may be of one type, and nothing else tells them apart.
        <PipelinePart key={index} pipeline={pipeline} />
      ))}
      <AllFields of={collection} />
    </>
  );
}

/** Opens a document by its id: the API lists none. */
function DocumentForm({ place }: { place: CollectionPlace }) {
  const { words } = useLanguage();
  const [, go] = useLocation();
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        const { doc = "" } = fieldsOf(event.currentTarget);
        if (doc) go(documentPath(place, doc));
      }}
    >
      <label class="grows">
        {words.docOpen}
        <input name="doc" required autocomplete="off" spellcheck={false} placeholder={words.docLabel} />
      </label>
      <button type="submit">{words.open}</button>
    </form>
  );
}
