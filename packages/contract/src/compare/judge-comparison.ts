import { escapeUnprintable } from "@viking-kb/command-line";
import { cut } from "../finding.js";
import type { Explanation } from "../report/explanations.js";
import { type Suite, type Test, writeJUnitFile } from "../report/junit.js";
import { describeShapeDifference, type ShapeDifference } from "./compare-shapes.js";
import { type Explained, explainDifferences, tellIdle, tellUnexplained } from "./explain-differences.js";
import type { ComparedTarget, ComparedTrial, Comparison } from "./run-comparison.js";

/** How two targets compare, for programs to read. */
export interface ComparisonReport {
  readonly first: ComparedTarget;
  readonly second: ComparedTarget;
  /** One for each request, made-up ones included: first those that were sent to both. */
  readonly cases: readonly RequestReport[];
  /** The file of explanations; absent where there is none. */
  readonly explained?: string | undefined;
  /** Its rows that explain nothing. */
  readonly idle: readonly Explanation[];
  /** Whether requests were sent, every difference is explained by one row, and no row is idle. */
  readonly kept: boolean;
  /** Of the made-up requests. */
  readonly seed: number;
  readonly milliseconds: number;
}

/** What came of one request. */
export interface RequestReport {
  readonly operationId: string;
  /** Of the documented case; `generated` where the request was made up. */
  readonly name: string;
  /** As JSON, in the fixtures' names. */
  readonly request: string;
  /** `passed`: the answers differ in nothing that is not explained; `not tried`: one of the two cannot be asked. */
  readonly outcome: "passed" | "failed" | "not tried";
  /** Why it was not tried; empty when it was. */
  readonly notTried: string;
  readonly differences: readonly Explained<ShapeDifference>[];
  /** Both answers together. */
  readonly milliseconds: number;
}

/** A target in words: `http://127.0.0.1:4010 (mock)`. */
function describeTarget({ baseUrl, target }: ComparedTarget): string {
  return `${baseUrl} (${target})`;
}

/** A comparison in words and for programs, and whether every difference in it is explained. */
interface ComparisonVerdict {
  readonly text: string;
  readonly report: ComparisonReport;
  readonly kept: boolean;
}

/** How a comparison is judged. */
interface JudgeOptions {
  readonly rows: readonly Explanation[];
  /** The file that the rows come from; absent where there is none. */
  readonly file?: string | undefined;
  readonly wording?: boolean | undefined;
}

/** Says which differences between two targets are not explained. */
export function judgeComparison(
  comparison: Comparison,
  { rows, file, wording = false }: JudgeOptions,
): ComparisonVerdict {
  const { first, second, seed, compared, notTried, milliseconds } = comparison;
  // The same file serves where values are compared too.
  const compares = ({ about }: Explanation) => {
    const [, , place = "", kind] = about.split(" ");
    return kind !== "value" || ["status", "/code", ...(wording ? ["/message"] : [])].includes(place);
  };
  const lacking = notTried.filter((one) => one.lacking);
  const { cases, idle } = explainDifferences<ShapeDifference, ComparedTrial>(compared, rows.filter(compares), lacking);
  const tried = cases.map((one): RequestReport => {
    const explained = one.differences.every((difference) => difference.explained);
    return { ...one, outcome: explained ? "passed" : "failed", notTried: "" };
  });
  const left = notTried.map(
    ({ operationId, name, request, reason }): RequestReport => ({
      ...{ operationId, name, request, notTried: reason },
      outcome: "not tried",
      differences: [],
      milliseconds: 0,
    }),
  );
  const kept = compared.length > 0 && idle.length === 0 && tried.every(({ outcome }) => outcome === "passed");
  const report = { first, second, cases: [...tried, ...left], explained: file, idle, kept, seed, milliseconds };
  return { kept, report, text: formatComparison(report) };
}

function formatComparison({ first, second, seed, cases, idle, explained }: ComparisonReport): string {
  const notTried = cases.filter(({ outcome }) => outcome === "not tried");
  const reasons = [...new Set(notTried.map((one) => one.notTried))];
  const count = cases.reduce((sum, { differences }) => sum + differences.length, 0);
  const file = explained ?? "a file given by --explained";
  const told = tellOnce(cases, file);
  const unexplained = told.reduce((sum, { times }) => sum + times, 0) + idle.length;
  return [
    `Comparison of the first, ${describeTarget(first)}, and the second, ${describeTarget(second)}; seed ${seed}`,
    `${cases.length - notTried.length} requests sent to both, ${notTried.length} not tried`,
    ...reasons.map((reason) => `  ${notTried.filter((one) => one.notTried === reason).length}: ${reason}`),
    ...told.map((one) => `  ${one.sentence}${exampleOf(one)}`),
    ...idle.map((row) => `  ${tellIdle(row, file)}`),
    `${count} ${count === 1 ? "difference" : "differences"}, ${unexplained || "none"} unexplained`,
    "",
  ].join("\n");
}

/**
 * A sentence, how often it is to be said, and the first made-up request it is about, which has no name to find it by.
 */
interface Told {
  readonly sentence: string;
  readonly times: number;
  readonly request: string | undefined;
}

/** Each sentence once: that a field is missing is found in hundreds of answers. */
function tellOnce(cases: readonly RequestReport[], file: string): Told[] {
  const told = new Map<string, Told>();
  for (const one of cases) {
    const request = one.name === "generated" ? one.request : undefined;
    const telling = { show: describeShapeDifference, file, mend: "Mend one of the two" };
    for (const sentence of tellUnexplained(one, telling)) {
      const before = told.get(sentence) ?? { sentence, times: 0, request };
      told.set(sentence, { ...before, times: before.times + 1 });
    }
  }
  return [...told.values()];
}

function exampleOf({ times, request }: Told): string {
  if (request === undefined) return "";
  const shown = cut(request, 200);
  return ` ${times === 1 ? "Once" : `${times} times`}, for instance: ${escapeUnprintable(shown)}`;
}

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
    { name: "requests sent to both", failures: sent === 0 ? ["Nothing was compared."] : [], output: `${sent}` },
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
