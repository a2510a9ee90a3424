import type { ShapeDifference } from "./compare-shapes.js";
import type { Explanation } from "./explanations.js";
import type { Matching } from "./match-explanations.js";
import type { ComparedTarget, ComparedTrial, Differential } from "./run-differential.js";

/** How two targets compare, for programs to read. */
export interface DifferentialReport {
  readonly first: ComparedTarget;
  readonly second: ComparedTarget;
  /** One for each request, made-up ones included: first those that were sent to both. */
  readonly cases: readonly DifferentialCase[];
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
export interface DifferentialCase {
  readonly operationId: string;
  /** Of the documented case; `generated` where the request was made up. */
  readonly name: string;
  /** As JSON, in the fixtures' names. */
  readonly request: string;
  /** `passed`: the answers differ in nothing that is not explained; `not tried`: one of the two cannot be asked. */
  readonly outcome: "passed" | "failed" | "not tried";
  /** Why it was not tried; empty when it was. */
  readonly notTried: string;
  readonly differences: readonly ReportedDifference[];
  /** Both answers together. */
  readonly milliseconds: number;
}

/** One place at which the answers differ, and what explains it. */
export interface ReportedDifference extends ShapeDifference {
  /** Whether exactly one row is about it. */
  readonly explained: boolean;
  /** The rows about it: with none it is not explained, and two are one too many. */
  readonly explanations: readonly Explanation[];
}

/** Puts together what a comparison came to, and the explanations that were found for it. */
export function reportDifferential(
  { first, second, seed, compared, notTried, milliseconds }: Differential,
  { cases, idle }: Matching<ShapeDifference, ComparedTrial>,
  explained: string | undefined,
): DifferentialReport {
  const tried = cases.map(({ one, matched }): DifferentialCase => {
    const differences = matched.map(({ difference, rows }) => ({
      ...difference,
      explained: rows.length === 1,
      explanations: rows,
    }));
    const outcome = differences.every((difference) => difference.explained) ? "passed" : "failed";
    return { ...one, outcome, notTried: "", differences };
  });
  const left = notTried.map(
    ({ operationId, name, request, reason }): DifferentialCase => ({
      ...{ operationId, name, request, notTried: reason },
      outcome: "not tried",
      differences: [],
      milliseconds: 0,
    }),
  );
  const kept = compared.length > 0 && idle.length === 0 && tried.every(({ outcome }) => outcome === "passed");
  return { first, second, cases: [...tried, ...left], explained, idle, kept, seed, milliseconds };
}

/** A target in words: `http://127.0.0.1:4010 (mock)`. */
export function describeTarget({ baseUrl, target }: ComparedTarget): string {
  return `${baseUrl} (${target})`;
}
