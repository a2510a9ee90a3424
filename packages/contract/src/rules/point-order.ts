import { type Finding, quote } from "../finding.js";
import type { JsonObject } from "../json.js";
import { pointsOf } from "./points.js";

/** Points stand in ascending order of their `point_id`'s UTF-8 bytes, each once: so `…-10` before `…-2`. */
export function checkPointOrder(body: JsonObject): Finding[] {
  const ids = pointsOf(body).map((point) => point.point_id);
  return ids.flatMap((id, index) => {
    const previous = ids[index - 1];
    if (typeof id !== "string" || typeof previous !== "string") return [];
    if (Buffer.compare(Buffer.from(previous), Buffer.from(id)) < 0) return [];
    const message = `is ${quote(id)} after ${quote(previous)}; expected ascending order of bytes`;
    return [{ at: `/data/point_list/${index}/point_id`, message }];
  });
}
