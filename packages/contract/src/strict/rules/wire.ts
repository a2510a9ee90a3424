import { type Finding, quote } from "../../finding.js";
import type { Answer } from "../../target/answer.js";
import type { Rule } from "./rule.js";

/** Headers that say how an answer is to be read: said twice, two readers may read two answers. */
const once = ["content-type", "content-length", "transfer-encoding", "content-encoding"];

/** Whether the headers say how the body is to be read: once, as JSON, and coded in no way that was not asked for. */
export function checkHeaders({ headers, rawHeaders = [] }: Answer): Finding[] {
  const { "content-type": type, "content-encoding": coding, "transfer-encoding": transfer } = headers;
  const findings: Finding[] = [];
  if (typeof type !== "string" || !/^application\/json\s*(;\s*charset=("utf-8"|utf-8)\s*)?$/i.test(type)) {
    const found = type === undefined ? "is missing" : `is ${quote(String(type))}`;
    findings.push({ at: "content-type", message: `${found}; expected application/json` });
  }
  const names = rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = once.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  findings.push(...repeated.map((at) => ({ at, message: "is there twice" })));
  if (coding !== undefined && String(coding).toLowerCase() !== "identity") {
    findings.push({ at: "content-encoding", message: `is ${quote(String(coding))}, which was not asked for` });
  }
  if (transfer !== undefined && String(transfer).toLowerCase() !== "chunked") {
    findings.push({ at: "transfer-encoding", message: `is ${quote(String(transfer))}; expected none, or chunked` });
  }
  return findings;
}

/** Rules over how an answer is sent, whatever it holds. */
export const wireRules: readonly Rule[] = [
  {
    name: "headers",
    source: "documentation pages, samples; RFC 9110, sections 5.3, 8.3.1, 8.4 and 12.5.3; RFC 9112, section 6",
    check: ({ answer }) => checkHeaders(answer),
  },
  {
    // One that is late is as good as none to who waits for it.
    name: "answer-time",
    source: "option of the run",
    check({ answer: { milliseconds = 0 }, answerBudgetMilliseconds: budget }) {
      if (milliseconds <= budget) return [];
      return [{ at: "time", message: `is ${Math.round(milliseconds)} ms; expected at most ${budget} ms` }];
    },
  },
];
