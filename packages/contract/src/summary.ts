import type { CaseReport, Report } from "./report.js";

/** How many cases came out in each way, and how many of the documented (operation, status) pairs are kept. */
export interface Summary {
  readonly pairs: number;
  readonly keptPairs: number;
  readonly tried: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notTried: number;
}

/** Counts what came of a report's cases. */
export function summarize(cases: readonly CaseReport[]): Summary {
  const count = (outcome: CaseReport["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  const pairOf = ({ operationId, status }: CaseReport) => `${operationId} ${status}`;
  const documented = cases.filter(({ later }) => !later);
  const pairs = new Set(documented.map(pairOf));
  const brokenPairs = new Set(documented.filter(({ outcome }) => outcome !== "passed").map(pairOf));
  return {
    pairs: pairs.size,
    keptPairs: pairs.size - brokenPairs.size,
    tried: cases.length - count("not tried"),
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    notTried: count("not tried"),
  };
}

/** The closing line: `16/16 documented pairs, 56/56 cases, 0 failed, 0 skipped, hooks ran 56 times`. */
export function summaryLine({ cases, layers, hooksRan }: Report): string {
  const { pairs, keptPairs, tried, passed, failed, skipped, notTried } = summarize(cases);
  return [
    `${keptPairs}/${pairs} documented pairs`,
    `${passed}/${tried} cases`,
    `${failed} failed`,
    `${skipped} skipped`,
    ...(notTried > 0 ? [`${notTried} not tried`] : []),
    ...(layers.some(({ name }) => name === "dredd") ? [`hooks ran ${hooksRan} times`] : []),
  ].join(", ");
}
