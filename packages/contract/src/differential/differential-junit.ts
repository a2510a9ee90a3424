import { element, escapeText, failedCase, failure, seconds, skippedCase, testSuites } from "../junit-xml.js";
import { writeReportFile } from "../write-report-file.js";
import { describeShapeDifference } from "./compare-shapes.js";
import {
  type DifferentialCase,
  type DifferentialReport,
  describeTarget,
  type ReportedDifference,
} from "./differential-report.js";
import { tellIdle } from "./find-unexplained.js";

/**
 * Writes a comparison as JUnit XML: one suite for each operation, one test case for each request, which fails where a
 * difference is not explained and tells on `system-out` what explains the others, and a suite for the rows that
 * explain nothing. Rejects with an Error that names the file where it cannot be written.
 */
export async function writeDifferentialJUnit(file: string, report: DifferentialReport): Promise<void> {
  await writeReportFile(file, formatDifferentialJUnit(report));
}

function formatDifferentialJUnit(report: DifferentialReport): string {
  const { first, second, cases } = report;
  const suites = [...new Set(cases.map(({ operationId }) => operationId))].map((name) => {
    const own = cases.filter(({ operationId }) => operationId === name);
    return element("testsuite", { name, ...countsOf(own), time: timeOf(own) }, own.map(testCase));
  });
  const further = furtherSuite(report);
  const counts = countsOf(cases);
  const total = {
    ...counts,
    tests: counts.tests + further.counts.tests,
    failures: counts.failures + further.counts.failures,
  };
  const name = `differential of ${describeTarget(first)} and ${describeTarget(second)}`;
  return testSuites({ name, ...total, time: timeOf(cases) }, [
    ...suites,
    element("testsuite", { name: further.name, ...further.counts }, further.tests),
  ]);
}

/** What belongs to no request: that any was sent, and that each row explains something. */
function furtherSuite({ cases, idle, explained }: DifferentialReport) {
  const name = "differential";
  const sent = cases.filter(({ outcome }) => outcome !== "not tried").length;
  const attributes = { classname: name, name: `${sent} requests sent to both` };
  const stale = idle.map((row) =>
    failedCase({ classname: name, name: `${row.operation} ${row.case} ${row.path}` }, [
      tellIdle(row, String(explained)),
    ]),
  );
  const tests = [
    sent === 0 ? failedCase(attributes, ["Nothing was compared."]) : element("testcase", attributes, []),
    ...stale,
  ];
  const failures = stale.length + Number(sent === 0);
  return { name, counts: { tests: tests.length, failures, errors: 0, skipped: 0 }, tests };
}

/** Requests that were made up have one name, so they are numbered. */
function testCase(one: DifferentialCase, index: number, all: readonly DifferentialCase[]): string {
  const { operationId, name, request, outcome, notTried, differences, milliseconds } = one;
  const alike = all.filter((other) => other.name === name);
  const attributes = {
    classname: operationId,
    name:
      alike.length === 1 ? name : `${name} ${all.slice(0, index + 1).filter((other) => other.name === name).length}`,
    time: seconds(milliseconds),
  };
  if (outcome === "not tried") return skippedCase(attributes, notTried);
  const reasons = differences.filter(({ explained }) => !explained).map(describe);
  const explained = differences.filter((difference) => difference.explained).map(describe);
  return element("testcase", attributes, [
    ...(reasons.length === 0 ? [] : [failure(reasons[0] ?? outcome, [...reasons, `Request: ${request}`])]),
    ...(explained.length === 0 ? [] : [element("system-out", {}, [escapeText(explained.join("\n"))])]),
  ]);
}

/** `/data/eta: nothing at the first, number at the second (extra), explained: It is not computed here.` */
function describe(difference: ReportedDifference): string {
  const { kind, explanations } = difference;
  const [row] = explanations;
  const place = `${describeShapeDifference(difference)} (${kind})`;
  if (row === undefined) return `${place}, not explained`;
  return explanations.length === 1
    ? `${place}, explained: ${row.why}`
    : `${place}, explained by ${explanations.length} rows: one is enough`;
}

function countsOf(cases: readonly DifferentialCase[]) {
  const count = (outcome: DifferentialCase["outcome"]) => cases.filter((one) => one.outcome === outcome).length;
  return { tests: cases.length, failures: count("failed"), errors: 0, skipped: count("not tried") };
}

function timeOf(cases: readonly DifferentialCase[]): string {
  return seconds(cases.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
}
