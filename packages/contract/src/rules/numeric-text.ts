import type { Finding } from "../finding.js";
import { type Json, type JsonObject, member } from "../json.js";
import { pointsOf } from "./points.js";
import type { Rule } from "./rule.js";

/** A number that may be written as text is the same number then. */
export const numericTextRule: Rule = {
  name: "numeric-text",
  source: "openapi.yaml: doc_size, failed_code",
  check({ body }) {
    const data = member(body, "data");
    return [
      ...checkNumber("/data/doc_size", data.doc_size),
      ...checkStatus("/data/status", member(data, "status")),
      ...pointsOf(body).flatMap((point, index) =>
        checkStatus(`/data/point_list/${index}/doc_info/status`, member(member(point, "doc_info"), "status")),
      ),
    ];
  },
};

function checkStatus(at: string, status: JsonObject): Finding[] {
  return checkNumber(`${at}/failed_code`, status.failed_code);
}

function checkNumber(at: string, value: Json | undefined): Finding[] {
  if (typeof value === "string" && !/^\d+$/.test(value)) return [{ at, message: "is a text that is no whole number" }];
  return typeof value === "number" && value < 0 ? [{ at, message: `is ${value}; expected no less than 0` }] : [];
}
