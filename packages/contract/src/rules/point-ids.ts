import { quote } from "../finding.js";
import { member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

/** Within a document no two points have one position: what has another id is another point. */
export const pointIdsRule: Rule = {
  name: "point-ids",
  source: "documentation page point/list: point_id is unique, chunk_id is the position",
  check({ body }) {
    const seen = new Set<string>();
    return pointsOf(body).flatMap((point, index) => {
      const { chunk_id: position } = point;
      const document = member(point, "doc_info").doc_id;
      if (typeof position !== "number" || typeof document !== "string") return [];
      const key = `${position} ${document}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      const message = `is ${position} again in the document ${quote(document)}`;
      return [{ at: `/data/point_list/${index}/chunk_id`, message }];
    });
  },
};
