import { type Finding, quote } from "../finding.js";
import type { Rule } from "./rule.js";

/** Headers that say how an answer is to be read: said twice, two readers may read two answers. */
const once = ["content-type", "content-length", "transfer-encoding", "content-encoding"];

/** The answer is coded in no way that was not asked for, and says once how it is to be read. */
export const framingRule: Rule = {
  name: "framing",
  source: "RFC 9110, sections 5.3, 8.4 and 12.5.3; RFC 9112, section 6",
  check({ answer: { headers, rawHeaders = [] } }) {
    const names = rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase());
    const repeated = once.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
    const findings: Finding[] = repeated.map((at) => ({ at, message: "is there twice" }));
    const coding = headers["content-encoding"];
    if (coding !== undefined && String(coding).toLowerCase() !== "identity") {
      findings.push({ at: "content-encoding", message: `is ${quote(String(coding))}, which was not asked for` });
    }
    const transfer = headers["transfer-encoding"];
    if (transfer !== undefined && String(transfer).toLowerCase() !== "chunked") {
      findings.push({ at: "transfer-encoding", message: `is ${quote(String(transfer))}; expected none, or chunked` });
    }
    return findings;
  },
};
