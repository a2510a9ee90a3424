import type { Finding } from "../finding.js";
import { member } from "../json.js";
import type { Reading, Rule } from "./rule.js";

/** No answer holds more, whatever `limit` says. */
const longestPage = 100;

/**
 * `count` is the length of `point_list`, and the page is neither longer nor shorter than `total_num`, `offset` and
 * `limit` make it: empty at or past the end, and full before it, since a client that iterates takes a short page
 * for the last one.
 */
export const pageRule: Rule = {
  name: "page",
  source: "documentation page point/list: offset, limit, total_num, count",
  check: checkPage,
};

function checkPage({ documented: { request }, body }: Reading): Finding[] {
  const { count, total_num: total, point_list: points } = member(body, "data");
  if (typeof count !== "number" || typeof total !== "number") return [];
  const length = Array.isArray(points) ? points.length : 0;
  const offset = numberOr(request.offset, 0);
  const asked = numberOr(request.limit, -1);
  const limit = asked < 0 ? longestPage : asked;
  const expected = Math.min(limit, Math.max(0, total - offset));
  const findings: Finding[] = [];
  if (count !== length) {
    findings.push({ at: "/data/count", message: `is ${count}; point_list holds ${length}` });
  }
  if (length !== expected) {
    const reason = `total_num ${total}, offset ${offset}, limit ${asked}`;
    findings.push({ at: "/data/point_list", message: `holds ${length}; expected ${expected} (${reason})` });
  }
  return findings;
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}
