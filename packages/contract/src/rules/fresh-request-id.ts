import type { Finding } from "../finding.js";
import type { JsonObject } from "../json.js";

/**
 * Each answer has a `request_id` of its own: it is what the vendor is told when help is asked for.
 * Source: documentation pages, meaning of request_id.
 */
export function createFreshIdCheck(): (body: JsonObject) => Finding[] {
  const seen = new Set<unknown>();
  return ({ request_id: id }) => {
    if (typeof id !== "string") return [];
    if (seen.has(id)) return [{ at: "/request_id", message: "is that of an earlier answer" }];
    seen.add(id);
    return [];
  };
}
