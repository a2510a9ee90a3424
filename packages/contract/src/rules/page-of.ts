import { type Finding, quote } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";

/** No answer holds more. */
const largestPage = 100;

/** Which points a request must be answered with, when these are all the points of its collection. */
export function checkPageOf(whole: readonly JsonObject[], request: JsonObject, body: JsonObject): Finding[] {
  const wanted = whole.filter(
    (point) => isAmong(member(point, "doc_info").doc_id, request.doc_ids) && isAmong(point.point_id, request.point_ids),
  );
  const offset = typeof request.offset === "number" ? request.offset : 0;
  const limit = typeof request.limit === "number" && request.limit >= 0 ? request.limit : largestPage;
  const expected = wanted.slice(offset, offset + limit).map(({ point_id }) => String(point_id));
  const { total_num: total } = member(body, "data");
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
