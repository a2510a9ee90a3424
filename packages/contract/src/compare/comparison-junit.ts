import { type Suite, type Test, writeJUnitFile } from "../report/junit.js";
import type { Explained } from "./explain-differences.js";
import { tellIdle } from "./explain-differences.js";
import { type ComparisonReport, describeTarget, type RequestReport } from "./judge-comparison.js";
import { describeShapeDifference, type ShapeDifference } from "./shapes.js";

/**
 * Writes a comparison as JUnit XML: a suite for each operation and a test for each request, which fails where a
 * difference is not explained and tells in its output what explains the others; and a suite for what belongs to no
 * request. Rejects with an Error that names the file where it cannot be written.
 */
export async function writeComparisonJUnit(file: string, report: ComparisonReport): Promise<void> {
  const { first, second, cases } = report;
  const suites = [...new Set(cases.map(({ operationId }) => operationId))].map((name): Suite => {
    const own = cases.filter(({ operationId }) => operationId === name);
    return { name, tests: own.map(toTest) };
  });
  const name = `comparison of ${describeTarget(first)} and ${describeTarget(second)}`;
  await writeJUnitFile(file, name, [...suites, { name: "comparison", tests: furtherTests(report) }]);
}

/** That any request was sent, and that each row explains something. */
function furtherTests({ cases, idle, explained }: ComparisonReport): Test[] {
  const sent = cases.filter(({ outcome }) => outcome !== "not tried").length;
  return [
    { name: `${sent} requests sent to both`, failures: sent === 0 ? ["Nothing was compared."] : [] },
    ...idle.map((row) => ({ name: row.about, failures: [tellIdle(row, String(explained))] })),
  ];
}

/** Requests that were made up have one name, so they are numbered. */
function toTest(one: RequestReport, index: number, all: readonly RequestReport[]): Test {
  const { name, request, outcome, notTried, differences, milliseconds } = one;
  const isAlike = (other: RequestReport) => other.name === name;
  const numbered =
    all.filter(isAlike).length === 1 ? name : `${name} ${all.slice(0, index + 1).filter(isAlike).length}`;
  if (outcome === "not tried") return { name: numbered, skipped: notTried };
  const explained = differences.filter((difference) => difference.explained).map(describe);
  const reasons = differences.filter((difference) => !difference.explained).map(describe);
  return {
    ...{ name: numbered, milliseconds },
    failures: reasons.length === 0 ? [] : [...reasons, `Request: ${request}`],
    output: explained.length === 0 ? undefined : explained.join("\n"),
  };
}

/** `/data/eta: nothing at the first, number at the second (extra), explained: It is not computed here.` */
function describe(difference: Explained<ShapeDifference>): string {
  const { kind, explanations } = difference;
  const [row] = explanations;
  const place = `${describeShapeDifference(difference)} (${kind})`;
  if (row === undefined) return `${place}, not explained`;
  return explanations.length === 1
    ? `${place}, explained: ${row.why}`
    : `${place}, explained by ${explanations.length} rows: one is enough`;
}
