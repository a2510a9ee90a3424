import type { Answer } from "./answer.js";
import { compareAnswers, type Difference } from "./compare-answers.js";
import { caseTitle, type DocumentedCase } from "./documented-case.js";
import type { Finding } from "./finding.js";
import { isObject } from "./json.js";
import { readBody } from "./rules/readable-body.js";
import type { CaseRunRecord } from "./run-cases.js";
import type { Target } from "./target.js";

/** How one documented case came out. */
export interface CaseReport {
  readonly operationId: string;
  /** Documented HTTP status. */
  readonly status: number;
  /** Documented business code. */
  readonly code: number;
  readonly name: string;
  /** See `DocumentedCase`: such a case is no part of the documented pairs. */
  readonly later: boolean;
  /** `skipped`: Dredd did not run it, which breaks the run; `not tried`: this target cannot be made to answer so. */
  readonly outcome: "passed" | "failed" | "skipped" | "not tried";
  /** Why it was not tried; empty when it was. */
  readonly notTried: string;
  /** What the strict checker found. */
  readonly findings: readonly Finding[];
  /** Why Dredd failed it, in Dredd's words; empty when it did not. */
  readonly dredd: string;
  /** Between the documented answer and the real one. None of them breaks the contract; they may hold signed links. */
  readonly differences: readonly Difference[];
  readonly milliseconds: number;
}

/** How a target came out. */
export interface Report {
  readonly baseUrl: string;
  readonly target: Target["kind"];
  /** Every documented case, in the contract's order. */
  readonly cases: readonly CaseReport[];
  /** How many transactions Dredd's hook ran for. Fewer than were tried, and the run proves nothing. */
  readonly hooksRan: number;
  /** Whether every case that can be tried was tried and passed, and the hook ran for each. */
  readonly kept: boolean;
  readonly milliseconds: number;
}

/**
 * Puts together what a run brought to light about a case.
 *
 * @param notTried why it was not tried; empty when it was
 */
export function reportCase(documented: DocumentedCase, notTried: string, record: CaseRunRecord): CaseReport {
  const { operationId, status, name, later } = documented;
  const title = caseTitle(documented);
  const verdict = record.verdicts.get(title);
  const findings = record.findings.get(title);
  const report = (outcome: CaseReport["outcome"], dredd: string): CaseReport => ({
    operationId,
    status,
    code: Number(documented.response.code),
    name,
    later,
    outcome,
    notTried,
    findings: findings ?? [],
    dredd,
    differences: differencesOf(documented, record.answers.get(title)),
    milliseconds: verdict?.milliseconds ?? 0,
  });
  if (notTried !== "") return report("not tried", "");
  if (verdict === undefined || verdict.outcome === "skipped") return report("skipped", "Dredd did not run it");
  if (verdict.outcome === "passed" && findings === undefined) {
    return report("failed", "the strict checker never saw the answer");
  }
  return report(findings?.length || verdict.outcome === "failed" ? "failed" : "passed", verdict.message);
}

/** Of what cannot be read there are none: the strict checker says so. */
function differencesOf({ response }: DocumentedCase, answer: Answer | undefined): Difference[] {
  const body = answer && readBody(answer.bytes).value;
  return isObject(body) ? compareAnswers(response, body) : [];
}

/** Whether a run proves that the contract is kept. */
export function isKept(cases: readonly CaseReport[], hooksRan: number): boolean {
  const tried = cases.filter(({ outcome }) => outcome !== "not tried");
  return tried.length > 0 && hooksRan === tried.length && tried.every(({ outcome }) => outcome === "passed");
}
