import type { Finding } from "../../finding.js";
import { isObject, type JsonObject, member } from "../../json.js";
import type { Walk, WalkRule } from "./walk.js";
import { type SeenPoints, sliceRule } from "./walk-points.js";

/** A counter beside what it counts. */
interface CountedDocument {
  /** `data` of doc/info. */
  readonly document: JsonObject;
  /** `total_num` of its points. */
  readonly total: number;
}

/** A document has as many points as doc/info says. */
const countedDocumentRule: WalkRule<CountedDocument> = {
  name: "counted-document",
  source: "this project: a server counts what it holds (the pages' samples contradict each other)",
  decision: true,
  check: ({ document, total }) =>
    document.point_num === total
      ? []
      : [{ at: "/data/point_num", message: `is ${document.point_num}; point/list counts ${total}` }],
};

/** What collection/info counts beside what there is. */
interface CountedCollection {
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

/** A document as doc/info tells of it, and as one of its points does. */
interface ToldTwice {
  /** `data` of doc/info. */
  readonly document: JsonObject;
  /** `doc_info` of a point. */
  readonly told: JsonObject;
}

const same = [
  ["doc_id", "doc_id"],
  ["doc_name", "doc_name"],
  ["doc_type", "doc_type"],
  ["title", "title"],
  ["meta", "doc_meta"],
] as const;

/** doc/info and a point say the same of a document: one in milliseconds, the other in seconds. */
const documentAgreementRule: WalkRule<ToldTwice> = {
  name: "document-agreement",
  source: "documentation pages doc/info and point/list: the same fields",
  check({ document, told }) {
    const findings: Finding[] = same
      .filter(([ours, theirs]) => ours in document && theirs in told && document[ours] !== told[theirs])
      .map(([ours, theirs]) => ({ at: `/data/${ours}`, message: `is another than doc_info.${theirs} of its points` }));
    const { create_time: milliseconds } = document;
    const { create_time: seconds } = told;
    if (
      typeof milliseconds === "number" &&
      typeof seconds === "number" &&
      Math.floor(milliseconds / 1000) !== seconds
    ) {
      const message = `is ${milliseconds} ms; in its points ${seconds} s`;
      findings.push({ at: "/data/create_time", message });
    }
    const [own, other] = [member(document, "status").process_status, member(told, "status").process_status];
    if (other !== undefined && own !== other) {
      findings.push({ at: "/data/status/process_status", message: `is ${own}; in its points ${other}` });
    }
    return findings;
  },
};

/** What is walked of a collection, so that a large one ends the run no later. */
const mostDocuments = 8;

/** Asks for each document that has points, and holds what it says to what they say; resolves to how many there are. */
export async function walkDocuments(walk: Walk, { points, complete }: SeenPoints): Promise<number> {
  const documents = new Map<string, JsonObject[]>();
  for (const point of points) {
    const id = String(member(point, "doc_info").doc_id);
    documents.set(id, [...(documents.get(id) ?? []), point]);
  }
  for (const [id, own] of [...documents].slice(0, mostDocuments)) {
    await walk.step("getDocInfo", `${id} and its points`, { ...walk.place, doc_id: id }, (body) => {
      const document = member(body, "data");
      return [
        ...walk.held(documentAgreementRule, { document, told: member(own[0], "doc_info") }),
        ...(complete ? walk.held(countedDocumentRule, { document, total: own.length }) : []),
      ];
    });
    if (!complete) continue;
    await walk.step("listPoints", `points of ${id}`, { ...walk.place, doc_ids: [id] }, (body) =>
      walk.held(sliceRule, { whole: own, total: own.length, body, offset: 0, limit: 100 }),
    );
  }
  return documents.size;
}
