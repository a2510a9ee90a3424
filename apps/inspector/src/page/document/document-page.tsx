import { type DocInfo, describeFailedCode, docTimes, type FailedCode, linkExpiry } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { collectionPath, documentPath, pointsPath } from "../address/places.js";
import { noteVisit } from "../address/visited.js";
import { type CollectionPlace, documentCall } from "../connection/panel-call.js";
import { usePanel } from "../connection/use-panel.js";
import { AllFields } from "../fields/all-fields.js";
import { ContractText } from "../fields/contract-text.js";
import { Fact, Facts } from "../fields/facts.js";
import { Help } from "../fields/help.js";
import { useLanguage } from "../language/language.js";
import { beginningOf, meaningOf } from "../language/meanings.js";
import { ExchangeLine } from "../panel/exchange-line.js";
import { FailureBanner } from "../panel/failure-banner.js";
import { PanelBar } from "../panel/panel-bar.js";
import { PlaceTitle } from "../panel/place-title.js";
import { Skeleton } from "../panel/skeleton.js";
import { LongText } from "../parts/long-text.js";
import { Mark, type Tone } from "../parts/mark.js";
import { OutsideLink } from "../parts/outside-link.js";
import { Text } from "../parts/text.js";
import { Time } from "../parts/time.js";

/** A document: how far it is, why it failed, where it came from. */
export function DocumentPage({ place, doc }: { place: CollectionPlace; doc: string }) {
  const { words } = useLanguage();
  const { collection, project } = place;
  const call = useMemo(() => documentCall({ collection, project }, doc), [collection, project, doc]);
  const state = usePanel(call);
  const { data, failure, exchange, askAgain } = state;
  useEffect(() => {
    if (data) noteVisit({ path: documentPath({ collection, project }, doc), kind: "document", name: doc });
  }, [data, collection, project, doc]);
  return (
    <>
      <nav class="crumbs" aria-label={words.collection}>
        <Link href={collectionPath(place)}>
          <Text of={collection} />
        </Link>
      </nav>
      <div class="title-row">
        <PlaceTitle kind={words.document} name={data?.doc_name || doc} />
        <PanelBar call={call} state={state} />
      </div>
      <FailureBanner failure={failure} isStale={data !== undefined} onTry={askAgain} />
      {data ? <Described doc={data} place={place} /> : failure ? null : <Skeleton lines={8} />}
      <ExchangeLine exchange={exchange} />
    </>
  );
}

function Described({ doc, place }: { doc: DocInfo; place: CollectionPlace }) {
  const { language, words, number } = useLanguage();
  const { createdAt, updatedAt } = docTimes(doc);
  const addType = meaningOf(knownValues.DocInfo.add_type, doc.add_type, language);
  const size = doc.doc_size === undefined ? Number.NaN : Number(doc.doc_size);
  const texts = [
    { field: "title", value: doc.title },
    { field: "doc_type", value: doc.doc_type },
    { field: "added_by", value: doc.added_by },
    { field: "tos_path", value: doc.tos_path },
    { field: "meta", value: doc.meta },
  ] as const;
  return (
    <>
      <State doc={doc} />
      <p class="after-state">
        <Link href={pointsPath(place, { docs: [doc.doc_id] })}>{words.itsPoints(doc.point_num)}</Link>
      </p>
      <Facts>
        <Fact model="DocInfo" field="doc_id">
          <Text of={`${doc.doc_id}`} />
        </Fact>
        <Fact model="DocInfo" field="add_type">
          <Text of={`${doc.add_type}`} />{" "}
          {addType && (
            <span class="quiet">
              <ContractText of={addType} />
            </span>
          )}
        </Fact>
        {doc.url && (
          <Fact model="DocInfo" field="url" wide>
            <OutsideLink of={doc.url} expires={linkExpiry(doc.url)} />
          </Fact>
        )}
        {doc.source && (
          <Fact model="DocInfo" field="source">
            <OutsideLink of={doc.source} expires={linkExpiry(doc.source)} />
          </Fact>
        )}
        {texts.map(
          ({ field, value }) =>
            value && (
              <Fact key={field} model="DocInfo" field={field}>
                <LongText of={value} />
              </Fact>
            ),
        )}
        {!Number.isNaN(size) && (
          <Fact model="DocInfo" field="doc_size">
            {words.bytes(number(size))}
          </Fact>
        )}
        <Fact model="DocInfo" field="create_time">
          <Time at={createdAt} />
        </Fact>
        <Fact model="DocInfo" field="update_time">
          <Time at={updatedAt} />
        </Fact>
      </Facts>
      <AllFields of={doc} />
    </>
  );
}

const tones: Readonly<Record<number, Tone>> = { 0: "good", 1: "bad", 2: "busy", 3: "busy", 5: "busy", 6: "busy" };

/** How far the processing is, and why it failed. */
function State({ doc: { status } }: { doc: DocInfo }) {
  const { language, words } = useLanguage();
  const { process_status, failed_msg } = status ?? {};
  // A document that has not failed may name its code as null.
  const failed_code = status?.failed_code ?? undefined;
  const meaning = meaningOf(knownValues.DocStatus.process_status, process_status, language);
  const hasFailed = failed_code !== undefined || process_status === 1;
  const failed = useFailedCode(hasFailed ? (failed_code ?? null) : undefined);
  return (
    <section class="state">
      <p class="state-line">
        <Mark tone={tones[process_status ?? -1] ?? "unknown"}>
          {meaning === undefined ? <Text of={`process_status ${process_status}`} /> : beginningOf(meaning)}
        </Mark>{" "}
        <span class="quiet">
          <code>process_status {`${process_status}`}</code>
        </span>{" "}
        <Help model="DocStatus" field="process_status" />
      </p>
      {failed && (
        <div class="why">
          <p>
            <strong>{failed.meaning}</strong>{" "}
            {failed_code !== undefined && (
              <>
                <code>
                  failed_code <Text of={`${failed_code}`} />
                </code>{" "}
                <Help model="DocStatus" field="failed_code" />
              </>
            )}
          </p>
          {failed_msg && <LongText of={failed_msg} />}
          <p>
            <span class="quiet">{words.advice}</span>{" "}
            {failed.advice !== failed.meaning && `${failed.advice}${language === "zh" ? "。" : " "}`}
            {failed.hint}
          </p>
        </div>
      )}
    </section>
  );
}

/** What a failed_code means; null is a failure without one, undefined no failure. */
function useFailedCode(code: number | string | null | undefined): FailedCode | undefined {
  const { language } = useLanguage();
  const [described, setDescribed] = useState<FailedCode>();
  useEffect(() => {
    let isCurrent = true;
    setDescribed(undefined);
    if (code === undefined) return;
    describeFailedCode(code, { locale: language }).then((failed) => isCurrent && setDescribed(failed));
    return () => {
      isCurrent = false;
    };
  }, [code, language]);
  return described;
}
