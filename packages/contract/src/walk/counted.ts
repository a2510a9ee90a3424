import type { Finding } from "../finding.js";
import { isObject, type JsonObject, member } from "../json.js";
import type { WalkRule } from "./walk-rule.js";

/** A counter beside what it counts. */
export interface CountedDocument {
  /** `data` of doc/info. */
  readonly document: JsonObject;
  /** `total_num` of its points. */
  readonly total: number;
}

/** A document has as many points as doc/info says. */
export const countedDocumentRule: WalkRule<CountedDocument> = {
  name: "counted-document",
  source: "this project: a server counts what it holds (the pages' samples contradict each other)",
  decision: true,
  check: ({ document, total }) =>
    document.point_num === total
      ? []
      : [{ at: "/data/point_num", message: `is ${document.point_num}; point/list counts ${total}` }],
};

/** What collection/info counts beside what there is. */
export interface CountedCollection {
  /** `data` of collection/info. */
  readonly collection: JsonObject;
  /** `total_num` of all its points. */
  readonly total: number;
  /** How many documents are seen to have points. */
  readonly documents: number;
}

/** A collection has as many points as each of its pipelines counts, and no fewer documents than have points. */
export const countedCollectionRule: WalkRule<CountedCollection> = {
  name: "counted-collection",
  source: "this project: a server counts what it holds (the pages' samples contradict each other)",
  decision: true,
  check({ collection, total, documents }) {
    const pipelines = Array.isArray(collection.pipeline_list) ? collection.pipeline_list.filter(isObject) : [];
    return pipelines.flatMap((pipeline, index): Finding[] => {
      const { point_num: points, doc_num: docs } = member(pipeline, "pipeline_stat");
      const at = `/data/pipeline_list/${index}/pipeline_stat`;
      return [
        ...(points === total ? [] : [{ at: `${at}/point_num`, message: `is ${points}; point/list counts ${total}` }]),
        ...(typeof docs === "number" && docs < documents
          ? [{ at: `${at}/doc_num`, message: `is ${docs}; ${documents} documents have points` }]
          : []),
      ];
    });
  },
};
