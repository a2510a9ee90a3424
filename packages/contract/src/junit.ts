import { formatCoverage, whyNotReached } from "./coverage/format-coverage.js";
import { whatFailed } from "./format-report.js";
import { element, failedCase, failure, seconds, skippedCase, testSuites } from "./junit-xml.js";
import type { CaseReport, LayerReport, Report } from "./report.js";
import { summarize } from "./summary.js";
import { writeReportFile } from "./write-report-file.js";

/**
 * Writes a report as JUnit XML, which CI systems show: one suite for each operation, one test
 * case for each case, a suite for each layer with what it found beyond them, and one for the coverage.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJUnit(file: string, report: Report): Promise<void> {
  await writeReportFile(file, formatJUnit(report));
}

/** A report as JUnit XML. Cases that could not be tried, or that Dredd did not run, are told apart from passed ones. */
export function formatJUnit(report: Report): string {
  const suites = [...new Set(report.cases.map(({ operationId }) => operationId))].map((name) => {
    const cases = report.cases.filter(({ operationId }) => operationId === name);
    return element("testsuite", suiteAttributes(name, cases), cases.map(testCase));
  });
  const further = [...report.layers.map(layerSuite), coverageSuite(report)];
  const cases = suiteAttributes(`contract at ${report.baseUrl}`, report.cases);
  const sum = (name: "tests" | "failures" | "skipped") =>
    further.reduce((total, { counts }) => total + counts[name], Number(cases[name]));
  const counts = { tests: sum("tests"), failures: sum("failures"), errors: 0, skipped: sum("skipped") };
  return testSuites({ ...cases, ...counts }, [
    ...suites,
    ...further.map(({ name, counts, tests }) => element("testsuite", { name, ...counts, errors: 0 }, tests)),
  ]);
}

interface Suite {
  readonly name: string;
  readonly counts: { readonly tests: number; readonly failures: number; readonly skipped: number };
  readonly tests: readonly string[];
}

/** What a layer found beyond the documented cases; one test case where that is nothing. */
function layerSuite({ name, result }: LayerReport): Suite {
  const { outcome, checks, failures, notRun = "", cases, notTried = [] } = result;
  const classname = `layer ${name}`;
  const found = failures.filter(({ title }) => !cases?.has(title));
  const skipped = [...(outcome === "not run" ? [notRun] : []), ...notTried];
  const passed = found.length === 0 && outcome !== "not run";
  return {
    name: classname,
    counts: { tests: found.length + skipped.length + Number(passed), failures: found.length, skipped: skipped.length },
    tests: [
      ...(passed ? [element("testcase", { classname, name: `${checks} checks` }, [])] : []),
      ...found.map(({ operationId, title, findings }) =>
        failedCase(
          { classname, name: `${operationId} ${title}` },
          findings.map(({ at, message }) => `${at} ${message}`),
        ),
      ),
      ...skipped.map((why) => skippedCase({ classname, name: why }, why)),
    ],
  };
}

/** One test case, which fails where the coverage that was asked for is not reached. */
function coverageSuite({ coverage }: Report): Suite {
  const { branches, gate } = coverage;
  const missed = gate?.reached === false;
  const attributes = { classname: "coverage", name: `${branches.seen} of ${branches.total} schema branches` };
  return {
    name: "coverage",
    counts: { tests: 1, failures: Number(missed), skipped: 0 },
    tests: [
      missed
        ? failedCase(attributes, [...whyNotReached(coverage), ...formatCoverage(coverage)])
        : element("testcase", attributes, []),
    ],
  };
}

function suiteAttributes(name: string, cases: readonly CaseReport[]): Record<string, string | number> {
  const { failed, skipped, notTried } = summarize(cases);
  const time = seconds(cases.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  // A case that Dredd skipped breaks the run, so to JUnit it is a failure.
  return { name, tests: cases.length, failures: failed + skipped, errors: 0, skipped: notTried, time };
}

function testCase(one: CaseReport): string {
  const attributes = {
    classname: one.operationId,
    name: `${one.status} ${one.code} ${one.name}`,
    time: seconds(one.milliseconds),
  };
  if (one.outcome === "passed") return element("testcase", attributes, []);
  if (one.outcome === "not tried") return skippedCase(attributes, one.notTried);
  const reasons = whatFailed(one);
  const lines = [...reasons, ...(one.dredd && one.findings.length > 0 ? [`Dredd: ${one.dredd}`] : [])];
  return element("testcase", attributes, [failure(reasons[0] ?? one.outcome, lines)]);
}
