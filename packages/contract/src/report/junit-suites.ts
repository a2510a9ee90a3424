import { formatCoverage, whyNotReached } from "../coverage/measure-coverage.js";
import { tellFinding, whatFailed } from "./faults.js";
import type { Suite, Test } from "./junit.js";
import { type CaseReport, hookRemark, type LayerReport, type Report } from "./report.js";
import { tellExchange } from "./shown-exchange.js";

/**
 * A report's suites: one for each operation with a test for each case, one for each layer with what it found beyond
 * them, and one for the coverage. Cases that could not be tried, or that Dredd did not run, are told apart from passed
 * ones.
 */
export function suitesOf(report: Report): Suite[] {
  const operations = [...new Set(report.cases.map(({ operationId }) => operationId))];
  return [
    ...operations.map((name) => ({
      name,
      tests: report.cases.filter(({ operationId }) => operationId === name).map(caseTest),
    })),
    ...report.layers.map((layer) => ({ name: `layer ${layer.name}`, tests: layerTests(layer, report) })),
    { name: "coverage", tests: [coverageTest(report)] },
  ];
}

function caseTest(one: CaseReport): Test {
  const { status, code, milliseconds, outcome, notTried, dredd, findings, asked } = one;
  const test = { name: `${status} ${code} ${one.name}`, milliseconds };
  if (outcome === "passed") return test;
  if (outcome === "not tried") return { ...test, skipped: notTried };
  // A case that Dredd skipped breaks the run, so to JUnit it is a failure.
  const reasons = whatFailed(one);
  const further = dredd && findings.length > 0 ? [`Dredd: ${dredd}`] : [];
  return {
    ...test,
    failures: [...(reasons.length > 0 ? reasons : [outcome]), ...further],
    output: asked && tellExchange(asked),
  };
}

/** What a layer found beyond the documented cases, and a test for all else that it tried. */
function layerTests(layer: LayerReport, report: Report): Test[] {
  const { name, result } = layer;
  const { outcome, checks, failures, notRun = "", cases, notTried = [] } = result;
  const skipped = notTried.map((why): Test => ({ name: why, skipped: why }));
  if (outcome === "not run") {
    // Where no layer was run nothing is proven, which must not look like success.
    const isProven = report.layers.some((other) => other.result.outcome !== "not run");
    return [{ name: "run", ...(isProven ? { skipped: notRun } : { failures: [notRun] }) }, ...skipped];
  }
  const found = failures
    .filter(({ title }) => !cases?.has(title))
    .map(({ operationId, title, findings, asked = [] }) => ({
      name: `${operationId} ${title}`,
      milliseconds: asked.reduce((sum, { answer }) => sum + (answer?.milliseconds ?? 0), 0),
      failures: findings.map(tellFinding),
      output: asked.length > 0 ? asked.map(tellExchange).join("\n") : undefined,
    }));
  const told = [...(cases?.values() ?? []), ...found].reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  // A layer may be broken by nothing that failed, for instance since nothing was tried.
  const reason = [...(name === "dredd" ? hookRemark(report) : []), "nothing was tried"].slice(0, 1);
  return [
    {
      name: "other checks",
      milliseconds: Math.max(0, layer.milliseconds - told),
      failures: outcome === "broken" && failures.length === 0 ? reason : [],
      output: `${checks} checks in all`,
    },
    ...found,
    ...skipped,
  ];
}

/** Fails where the coverage that was asked for is not reached. */
function coverageTest({ coverage }: Report): Test {
  const { branches, gate } = coverage;
  return {
    name: "schema branches",
    output: `${branches.seen} of ${branches.total}`,
    failures: gate?.reached === false ? [...whyNotReached(coverage), ...formatCoverage(coverage)] : [],
  };
}
