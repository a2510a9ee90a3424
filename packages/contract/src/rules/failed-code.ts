import type { Finding } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

const failed = 1;

/** A document whose processing failed says why, and no other does. */
export const failedCodeRule: Rule = {
  name: "failed-code",
  source: "documentation page doc/info: failed_code is omitted when empty",
  check: ({ body }) => [
    ...checkStatus("/data/status", member(member(body, "data"), "status")),
    ...pointsOf(body).flatMap((point, index) =>
      checkStatus(`/data/point_list/${index}/doc_info/status`, member(member(point, "doc_info"), "status")),
    ),
  ],
};

function checkStatus(at: string, status: JsonObject): Finding[] {
  const { process_status: state } = status;
  if (typeof state !== "number") return [];
  if (state === failed) {
    return "failed_code" in status ? [] : [{ at: `${at}/failed_code`, message: "is missing though processing failed" }];
  }
  return ["failed_code", "failed_msg"]
    .filter((name) => name in status)
    .map((name) => ({ at: `${at}/${name}`, message: `is there; expected none with process_status ${state}` }));
}
