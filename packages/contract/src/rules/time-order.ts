import type { Finding } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

/** Fields of one object, of which the first is never later than the second. */
const pairs = [
  ["create_time", "update_time"],
  ["video_start_time", "video_end_time"],
  ["audio_start_time", "audio_end_time"],
  ["process_time", "update_time"],
] as const;

/** Nothing changes before it is there, ends before it begins, or is cut into points before it is uploaded. */
export const timeOrderRule: Rule = {
  name: "time-order",
  source: "documentation pages: meaning of the times",
  check: ({ body }) => [
    ...inOrder("/data", member(body, "data")),
    ...pointsOf(body).flatMap((point, index) => {
      const at = `/data/point_list/${index}`;
      const { create_time: created = null } = member(point, "doc_info");
      return [...inOrder(at, point), ...notAfter(`${at}/process_time`, created, point.process_time, "create_time")];
    }),
  ],
};

function inOrder(at: string, object: JsonObject): Finding[] {
  return pairs.flatMap(([first, second]) => notAfter(`${at}/${second}`, object[first], object[second], first));
}

function notAfter(at: string, first: unknown, second: unknown, name: string): Finding[] {
  if (typeof first !== "number" || typeof second !== "number" || first <= second) return [];
  return [{ at, message: `is ${second}; expected no less than ${name}, which is ${first}` }];
}
