import { type Finding, quote } from "../finding.js";
import { pointsOf } from "./points.js";
import type { Reading, Rule } from "./rule.js";

/** Points stand in ascending order of their `point_id`'s UTF-8 bytes, each once: so `…-10` before `…-2`. */
export const pointOrderRule: Rule = {
  name: "point-order",
  source:
    "documentation page point/list: ascending by point_id; that its bytes are compared is this project's decision",
  decision: true,
  check: checkPointOrder,
};

function checkPointOrder({ body }: Reading): Finding[] {
  const ids = pointsOf(body).map((point) => point.point_id);
  return ids.flatMap((id, index) => {
    const previous = ids[index - 1];
    if (typeof id !== "string" || typeof previous !== "string") return [];
    if (Buffer.compare(Buffer.from(previous), Buffer.from(id)) < 0) return [];
    const message = `is ${quote(id)} after ${quote(previous)}; expected ascending order of bytes`;
    return [{ at: `/data/point_list/${index}/point_id`, message }];
  });
}
