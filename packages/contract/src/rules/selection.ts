import { type Finding, quote } from "../finding.js";
import { type Json, member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Reading, Rule } from "./rule.js";

/**
 * Only points of the documents and with the ids that were asked for, and not more of these than were; of an empty
 * list, none at all.
 */
export const selectionRule: Rule = {
  name: "selection",
  source: "documentation page point/list: doc_ids; point_ids is read like it",
  check: checkSelection,
};

function checkSelection({ documented: { request }, body }: Reading): Finding[] {
  const total = member(body, "data").total_num;
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
