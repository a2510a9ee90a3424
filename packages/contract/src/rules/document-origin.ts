import type { Finding } from "../finding.js";
import { member } from "../json.js";
import type { Rule } from "./rule.js";

/** Where a document came from, by how it was added. */
const origins = [
  ["url", "url"],
  ["tos", "tos_path"],
] as const;

/** A document from a URL has its `url`, one from TOS its `tos_path`, and no other has either. */
export const documentOriginRule: Rule = {
  name: "document-origin",
  source: "documentation page doc/info: url, tos_path",
  check({ documented: { operationId }, body }) {
    const data = member(body, "data");
    const { add_type: addType } = data;
    if (operationId !== "getDocInfo" || typeof addType !== "string") return [];
    return origins.flatMap(([type, field]): Finding[] => {
      const at = `/data/${field}`;
      if (addType === type) return field in data ? [] : [{ at, message: `is missing though add_type is ${type}` }];
      return field in data ? [{ at, message: `is there; expected with add_type ${type} alone` }] : [];
    });
  },
};
