import { isDeepStrictEqual } from "node:util";
import { quote } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import { withoutSignatures } from "../signed-links.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

/** Points of one document say the same of it; where a point stands in it is the point's own. */
export const pointDocumentsRule: Rule = {
  name: "point-documents",
  source: "documentation page point/list: meaning of doc_info",
  check({ body, schema }) {
    const first = new Map<unknown, JsonObject>();
    return pointsOf(withoutSignatures(body, schema)).flatMap((point, index) => {
      const { original_coordinate: _place, ...document } = member(point, "doc_info");
      const known = first.get(document.doc_id);
      if (known === undefined) {
        first.set(document.doc_id, document);
        return [];
      }
      if (isDeepStrictEqual(known, document)) return [];
      const at = `/data/point_list/${index}/doc_info`;
      return [{ at, message: `is another than before for the document ${quote(String(document.doc_id))}` }];
    });
  },
};
