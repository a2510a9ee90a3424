import { isDeepStrictEqual } from "node:util";
import { operations as specified } from "@viking-kb/spec";
import { type Finding, quote } from "../../finding.js";
import { type Json, type JsonObject, member } from "../../json.js";
import { described, withoutSignatures } from "../read-body.js";
import { notAfter } from "./fields.js";
import { dataOf, pointsOf, type Reading, type Rule } from "./rule.js";

const operations = ["listPoints"];
/** No answer holds more, whatever `limit` says. */
export const largestPage: number = specified.listPoints.fields.limit.maximum;

/** Which of all points a request asks for: from which place on, and how many at the most. */
export function rangeOf({ offset, limit }: JsonObject): { readonly offset: number; readonly limit: number } {
  return {
    offset: typeof offset === "number" ? offset : 0,
    limit: typeof limit === "number" && limit >= 0 ? limit : largestPage,
  };
}

/** Rules over a page of points. */
export const pointRules: readonly Rule[] = [
  {
    name: "page",
    source: "documentation page point/list: offset, limit, total_num, count",
    operations,
    check: checkPage,
  },
  {
    name: "point-order",
    source:
      "documentation page point/list: ascending by point_id; that its bytes are compared is this project's decision",
    decision: true,
    operations,
    check: checkOrder,
  },
  {
    name: "selection",
    source: "documentation page point/list: doc_ids; point_ids is read like it",
    operations,
    check: checkSelection,
  },
  {
    name: "point-documents",
    source: "documentation page point/list: meaning of doc_info",
    operations,
    check: checkDocuments,
  },
  {
    name: "point-ids",
    source: "documentation page point/list: point_id is unique, chunk_id is the position",
    operations,
    check: checkPositions,
  },
  {
    name: "point-times",
    source: "documentation page point/list: no document is cut into points before it is uploaded",
    operations,
    check: ({ body }) =>
      pointsOf(body).flatMap((point, index) => {
        const { create_time: created } = member(point, "doc_info");
        return notAfter(`/data/point_list/${index}/process_time`, created, point.process_time, "create_time");
      }),
  },
  {
    // They carry credentials.
    name: "attachment-links",
    source: "this project: links of attachments are given to who asks for them by get_attachment_link",
    decision: true,
    operations,
    check({ documented: { request }, body, schema }) {
      if (request.get_attachment_link === true) return [];
      return described(body, schema)
        .filter(({ at, schema: own }) => "x-signed-link" in own && ofAttachment.test(at))
        .map(({ at }) => ({ at, message: "is there; expected only where get_attachment_link asks for it" }));
    },
  },
];

const ofAttachment = /^\/data\/point_list\/\d+\/chunk_attachment\/\d+\/[^/]+$/;

/**
 * `count` is the length of `point_list`, and the page is neither longer nor shorter than `total_num`, `offset` and
 * `limit` make it: empty at or past the end, and full before it, since a client that iterates takes a short page
 * for the last one.
 */
function checkPage({ documented: { request }, body }: Reading): Finding[] {
  const { count, total_num: total, point_list: points } = dataOf(body);
  if (typeof count !== "number" || typeof total !== "number") return [];
  const length = Array.isArray(points) ? points.length : 0;
  const { offset, limit } = rangeOf(request);
  const expected = Math.min(limit, Math.max(0, total - offset));
  const findings: Finding[] = [];
  if (count !== length) {
    findings.push({ at: "/data/count", message: `is ${count}; point_list holds ${length}` });
  }
  if (length !== expected) {
    const reason = `total_num ${total}, offset ${offset}, limit ${request.limit ?? -1}`;
    findings.push({ at: "/data/point_list", message: `holds ${length}; expected ${expected} (${reason})` });
  }
  return findings;
}

/** Each once, in ascending order of the ids' UTF-8 bytes: `…-10` before `…-2`. */
function checkOrder({ body }: Reading): Finding[] {
  const ids = pointsOf(body).map((point) => point.point_id);
  return ids.flatMap((id, index) => {
    const previous = ids[index - 1];
    if (typeof id !== "string" || typeof previous !== "string") return [];
    if (Buffer.compare(Buffer.from(previous), Buffer.from(id)) < 0) return [];
    const message = `is ${quote(id)} after ${quote(previous)}; expected ascending order of bytes`;
    return [{ at: `/data/point_list/${index}/point_id`, message }];
  });
}

/** Only points of the documents and with the ids that were asked for, no more of these, and none of an empty list. */
function checkSelection({ documented: { request }, body }: Reading): Finding[] {
  const total = dataOf(body).total_num;
  const none = [request.doc_ids, request.point_ids].some((ids) => Array.isArray(ids) && ids.length === 0);
  if (none && typeof total === "number" && total !== 0) {
    return [{ at: "/data/total_num", message: `is ${total}; expected 0, since an empty list asks for nothing` }];
  }
  const ids = Array.isArray(request.point_ids) ? new Set(request.point_ids).size : Number.POSITIVE_INFINITY;
  if (typeof total === "number" && total > ids) {
    return [{ at: "/data/total_num", message: `is ${total}; expected at most the ${ids} of point_ids` }];
  }
  return pointsOf(body).flatMap((point, index) => [
    ...unasked(`/data/point_list/${index}/doc_info/doc_id`, member(point, "doc_info").doc_id, request.doc_ids),
    ...unasked(`/data/point_list/${index}/point_id`, point.point_id, request.point_ids),
  ]);
}

function unasked(at: string, id: Json | undefined, asked: Json | undefined): Finding[] {
  if (typeof id !== "string" || !Array.isArray(asked) || asked.includes(id)) return [];
  return [{ at, message: `is ${quote(id)}, which was not asked for` }];
}

/** Points of one document say the same of it; where a point stands in it is the point's own. */
function checkDocuments({ body, schema }: Reading): Finding[] {
  const first = new Map<unknown, JsonObject>();
  return pointsOf(withoutSignatures(body, schema)).flatMap((point, index) => {
    const { original_coordinate: _place, ...document } = member(point, "doc_info");
    const known = first.get(document.doc_id) ?? document;
    first.set(document.doc_id, known);
    if (isDeepStrictEqual(known, document)) return [];
    const at = `/data/point_list/${index}/doc_info`;
    return [{ at, message: `is another than before for the document ${quote(String(document.doc_id))}` }];
  });
}

/** Within a document no two points have one position: what has another id is another point. */
function checkPositions({ body }: Reading): Finding[] {
  const seen = new Set<string>();
  return pointsOf(body).flatMap((point, index) => {
    const { chunk_id: position } = point;
    const document = member(point, "doc_info").doc_id;
    if (typeof position !== "number" || typeof document !== "string") return [];
    const key = `${position} ${document}`;
    const again = seen.has(key);
    seen.add(key);
    if (!again) return [];
    const message = `is ${position} again in the document ${quote(document)}`;
    return [{ at: `/data/point_list/${index}/chunk_id`, message }];
  });
}

/** Which points a request must be answered with, when these are all the points of its collection. */
export function checkPageOf(whole: readonly JsonObject[], request: JsonObject, body: JsonObject): Finding[] {
  const wanted = whole.filter(
    (point) => isAmong(member(point, "doc_info").doc_id, request.doc_ids) && isAmong(point.point_id, request.point_ids),
  );
  const { offset, limit } = rangeOf(request);
  const expected = wanted.slice(offset, offset + limit).map(({ point_id }) => String(point_id));
  const { total_num: total } = dataOf(body);
  if (total !== wanted.length) {
    return [{ at: "/data/total_num", message: `is ${total}; ${wanted.length} points match` }];
  }
  const found = pointsOf(body).map(({ point_id }) => String(point_id));
  const index = expected.findIndex((id, position) => id !== found[position]);
  if (index < 0 && found.length === expected.length) return [];
  const at = index < 0 ? expected.length : index;
  const message = `is ${quote(found[at] ?? "none")}; expected ${quote(expected[at] ?? "none")}`;
  return [{ at: `/data/point_list/${at}/point_id`, message }];
}

/** Null and nothing are no filter, an empty list matches nothing. */
function isAmong(id: unknown, list: unknown): boolean {
  return !Array.isArray(list) || list.includes(id);
}
