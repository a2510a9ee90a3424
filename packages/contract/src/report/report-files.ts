import { formatCoverage, whyNotReached } from "../coverage/measure-coverage.js";
import { whatFailed } from "./format-report.js";
import { type Suite, type Test, writeJUnitFile, writeReportFile } from "./junit.js";
import { hideQueries } from "./redact.js";
import type { CaseReport, LayerReport, Report } from "./report.js";

/**
 * Writes a report as JSON, for programs to read.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJson(file: string, report: object): Promise<void> {
  await writeReportFile(file, formatJson(report));
}

/** A report as JSON, without the query of any link. */
export function formatJson(report: object): string {
  const replace = (_key: string, value: unknown) => {
    if (typeof value === "string") return hideQueries(value);
    return value instanceof Map ? Object.fromEntries(value) : value;
  };
  return `${JSON.stringify(report, replace, 2)}\n`;
}

/**
 * Writes the reports of a run that did not take place: a skipped test in JUnit XML, so that CI shows it as neither
 * passed nor failed. Rejects with an Error that names the file where one cannot be written.
 */
export async function writeNotRun(
  { junit, json }: { readonly junit?: string | undefined; readonly json?: string | undefined },
  reason: string,
): Promise<void> {
  if (junit !== undefined) {
    const tests = [{ name: "contract", skipped: `not run: ${reason}` }];
    await writeJUnitFile(junit, "contract", [{ name: "cloud", tests }]);
  }
  if (json !== undefined) {
    await writeReportFile(json, `${JSON.stringify({ target: "cloud", notRun: reason }, null, 2)}\n`);
  }
}

/**
 * Writes a report as JUnit XML: a suite for each operation with a test for each case, a suite for each layer with what
 * it found beyond them, and one for the coverage.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJUnit(file: string, report: Report): Promise<void> {
  await writeJUnitFile(file, `contract at ${report.baseUrl}`, suitesOf(report));
}

/** A report's suites. Cases that could not be tried, or that Dredd did not run, are told apart from passed ones. */
export function suitesOf(report: Report): Suite[] {
  const operations = [...new Set(report.cases.map(({ operationId }) => operationId))];
  return [
    ...operations.map((name) => ({
      name,
      tests: report.cases.filter(({ operationId }) => operationId === name).map(caseTest),
    })),
    ...report.layers.map((layer) => ({ name: `layer ${layer.name}`, tests: layerTests(layer) })),
    { name: "coverage", tests: [coverageTest(report)] },
  ];
}

function caseTest(one: CaseReport): Test {
  const { status, code, milliseconds, outcome, notTried, dredd, findings } = one;
  const test = { name: `${status} ${code} ${one.name}`, milliseconds };
  if (outcome === "passed") return test;
  if (outcome === "not tried") return { ...test, skipped: notTried };
  // A case that Dredd skipped breaks the run, so to JUnit it is a failure.
  const reasons = whatFailed(one);
  const further = dredd && findings.length > 0 ? [`Dredd: ${dredd}`] : [];
  return { ...test, failures: [...(reasons.length > 0 ? reasons : [outcome]), ...further] };
}

/** What a layer found beyond the documented cases; one test where that is nothing. */
function layerTests({ result }: LayerReport): Test[] {
  const { outcome, checks, failures, notRun = "", cases, notTried = [] } = result;
  const found = failures.filter(({ title }) => !cases?.has(title));
  const skipped = [...(outcome === "not run" ? [notRun] : []), ...notTried];
  return [
    ...(found.length === 0 && outcome !== "not run" ? [{ name: `${checks} checks` }] : []),
    ...found.map(({ operationId, title, findings }) => ({
      name: `${operationId} ${title}`,
      failures: findings.map(({ at, message }) => `${at} ${message}`),
    })),
    ...skipped.map((why) => ({ name: why, skipped: why })),
  ];
}

/** Fails where the coverage that was asked for is not reached. */
function coverageTest({ coverage }: Report): Test {
  const { branches, gate } = coverage;
  return {
    name: `${branches.seen} of ${branches.total} schema branches`,
    failures: gate?.reached === false ? [...whyNotReached(coverage), ...formatCoverage(coverage)] : [],
  };
}
