import type { CollectionIndex, Pipeline } from "@viking-kb/client";
import { knownValues } from "@viking-kb/spec";
import { Help } from "../fields/help.js";
import { useLanguage } from "../language/language.js";
import { beginningOf, meaningOf } from "../language/meanings.js";
import { Bar } from "../parts/bar.js";
import { Mark, type Tone } from "../parts/mark.js";
import { Text } from "../parts/text.js";

/** A pipeline: how many of its documents are finished, and its indexes. */
export function PipelinePart({ pipeline }: { pipeline: Pipeline }) {
  const { language, words, number } = useLanguage();
  const { pipeline_type, pipeline_stat, data_type, index_list } = pipeline;
  const { doc_num = 0, finish_doc_num = 0, point_num = 0, success_doc_num } = pipeline_stat ?? {};
  const kind = meaningOf(knownValues.Pipeline.pipeline_type, pipeline_type, language);
  const data = data_type && (meaningOf(knownValues.Pipeline.data_type, data_type, language) ?? data_type);
  const finished = doc_num > 0 ? words.finished(number(finish_doc_num), number(doc_num)) : words.noDocuments;
  const indexes = index_list ?? [];
  return (
    <section class="pipeline">
      <h3>
        <Text of={`${pipeline_type}`} /> <Help model="Pipeline" field="pipeline_type" />
        {[kind, data]
          .filter((text) => text !== undefined)
          .map((text) => (
            <span key={text} class="quiet">
              <Text of={`${text}`} />
            </span>
          ))}
      </h3>
      <Bar share={doc_num > 0 ? finish_doc_num / doc_num : 0} label={finished} />
      <p class="counters">
        <span>
          {finished} <Help model="PipelineStatistics" field="finish_doc_num" />
        </span>
        {success_doc_num !== undefined && (
          <span>
            {words.succeeded(number(success_doc_num))} <Help model="PipelineStatistics" field="success_doc_num" />
          </span>
        )}
        <span>
          {words.pointsTotal(point_num)} <Help model="PipelineStatistics" field="point_num" />
        </span>
      </p>
      {indexes.length === 0 ? (
        <p class="quiet">{words.noIndexes}</p>
      ) : (
        <ul class="indexes" aria-label={words.indexes}>
          {indexes.map((index, place) => (
            // Nothing in an index tells it apart from the others.
            <IndexRow key={place} index={index} />
          ))}
        </ul>
      )}
    </section>
  );
}

const tones: Readonly<Record<number, Tone>> = { [-1]: "busy", 0: "busy", 1: "good", 2: "bad", 3: "busy" };

function IndexRow({ index: { index_type, index_config, status } }: { index: CollectionIndex }) {
  const { language, words } = useLanguage();
  const state = meaningOf(knownValues.CollectionIndex.status, status, language);
  const kind = meaningOf(knownValues.CollectionIndex.index_type, index_type, language);
  const { vector_field, distance, quant, cpu_quota, embedding_model, fields } = index_config ?? {};
  const settings = [
    { field: "embedding_model", value: embedding_model },
    { field: "vector_field", value: vector_field && words.dimensions(vector_field.dim) },
    { field: "distance", value: distance, meaning: meaningOf(knownValues.IndexConfig.distance, distance, language) },
    { field: "quant", value: quant, meaning: meaningOf(knownValues.IndexConfig.quant, quant, language) },
    { field: "cpu_quota", value: cpu_quota },
  ] as const;
  return (
    <li>
      <p class="index-head">
        <strong>
          <Text of={`${index_type}`} />
        </strong>{" "}
        <Help model="CollectionIndex" field="index_type" /> {kind && <span class="quiet">{kind}</span>}
        <Mark tone={tones[status] ?? "unknown"}>
          {state === undefined ? <Text of={`status ${status}`} /> : beginningOf(state)}
        </Mark>{" "}
        <Help model="CollectionIndex" field="status" />
      </p>
      <dl class="settings">
        {settings.map(
          ({ field, value, ...rest }) =>
            value !== undefined && (
              <div key={field}>
                <dt>
                  <code>{field}</code> <Help model="IndexConfig" field={field} />
                </dt>
                <dd>
                  <Text of={`${value}`} /> {"meaning" in rest && <span class="quiet">{rest.meaning}</span>}
                </dd>
              </div>
            ),
        )}
        {fields && fields.length > 0 && (
          <div>
            <dt>
              <code>fields</code> <Help model="IndexConfig" field="fields" />
            </dt>
            <dd>
              <details>
                <summary>{words.filterFields(fields.length)}</summary>
                <ul class="filter-fields">
                  {fields.map(({ field_name, field_type }) => (
                    <li key={field_name}>
                      <Text of={`${field_name}`} />{" "}
                      <span class="quiet">
                        <Text of={`${field_type}`} />
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
