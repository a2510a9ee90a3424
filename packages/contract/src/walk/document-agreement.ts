import type { Finding } from "../finding.js";
import { type JsonObject, member } from "../json.js";
import type { WalkRule } from "./walk-rule.js";

/** A document as doc/info tells of it, and as one of its points does. */
export interface ToldTwice {
  /** `data` of doc/info. */
  readonly document: JsonObject;
  /** `doc_info` of a point. */
  readonly told: JsonObject;
}

const same = [
  ["doc_id", "doc_id"],
  ["doc_name", "doc_name"],
  ["doc_type", "doc_type"],
  ["title", "title"],
  ["meta", "doc_meta"],
] as const;

/** doc/info and a point say the same of a document: one in milliseconds, the other in seconds. */
export const documentAgreementRule: WalkRule<ToldTwice> = {
  name: "document-agreement",
  source: "documentation pages doc/info and point/list: the same fields",
  check({ document, told }) {
    const findings: Finding[] = same
      .filter(([ours, theirs]) => ours in document && theirs in told && document[ours] !== told[theirs])
      .map(([ours, theirs]) => ({ at: `/data/${ours}`, message: `is another than doc_info.${theirs} of its points` }));
    const { create_time: milliseconds } = document;
    const { create_time: seconds } = told;
    if (
      typeof milliseconds === "number" &&
      typeof seconds === "number" &&
      Math.floor(milliseconds / 1000) !== seconds
    ) {
      const message = `is ${milliseconds} ms; in its points ${seconds} s`;
      findings.push({ at: "/data/create_time", message });
    }
    const [own, other] = [member(document, "status").process_status, member(told, "status").process_status];
    if (other !== undefined && own !== other) {
      findings.push({ at: "/data/status/process_status", message: `is ${own}; in its points ${other}` });
    }
    return findings;
  },
};
