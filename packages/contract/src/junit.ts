import { writeFile } from "node:fs/promises";
import { formatCoverage, whyNotReached } from "./coverage/format-coverage.js";
import { whatFailed } from "./format-report.js";
import type { CaseReport, LayerReport, Report } from "./report.js";
import { summarize } from "./summary.js";

/**
 * Writes a report as JUnit XML, which CI systems show: one suite for each operation, one test
 * case for each case, a suite for each layer with what it found beyond them, and one for the coverage.
 * Rejects with an Error that names the file where it cannot be written.
 */
export async function writeJUnit(file: string, report: Report): Promise<void> {
  await writeFile(file, formatJUnit(report)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot write ${file} (${error.code}): give a file in a folder that exists.`, { cause: error });
  });
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
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { ...cases, ...counts }, [
    ...suites,
    ...further.map(({ name, counts, tests }) => element("testsuite", { name, ...counts, errors: 0 }, tests)),
  ])}`;
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
        failed(
          { classname, name: `${operationId} ${title}` },
          findings.map(({ at, message }) => `${at} ${message}`),
        ),
      ),
      ...skipped.map((why) =>
        element("testcase", { classname, name: why }, [element("skipped", { message: why }, [])]),
      ),
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
        ? failed(attributes, [...whyNotReached(coverage), ...formatCoverage(coverage)])
        : element("testcase", attributes, []),
    ],
  };
}

function failed(attributes: Record<string, string | number>, reasons: readonly string[]): string {
  return element("testcase", attributes, [
    element("failure", { message: reasons[0] ?? "failed" }, [escapeText(reasons.join("\n"))]),
  ]);
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
  if (one.outcome === "not tried") {
    return element("testcase", attributes, [element("skipped", { message: one.notTried }, [])]);
  }
  const reasons = whatFailed(one);
  const text = [...reasons, ...(one.dredd && one.findings.length > 0 ? [`Dredd: ${one.dredd}`] : [])].join("\n");
  return element("testcase", attributes, [
    element("failure", { message: reasons[0] ?? one.outcome }, [escapeText(text)]),
  ]);
}

function element(name: string, attributes: Record<string, string | number>, content: readonly string[]): string {
  const opening = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join("")}`;
  if (content.length === 0) return `${opening}/>\n`;
  return `${opening}>\n${content.map((part) => (part.endsWith("\n") ? part : `${part}\n`)).join("")}</${name}>\n`;
}

/** Answers may hold characters that XML 1.0 cannot (section 2.2): they are replaced. */
function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** A reader turns white space in attributes into spaces unless it is spelled out (XML 1.0, section 3.3.3). */
function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
