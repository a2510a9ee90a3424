import { describeShapeDifference, type ShapeDifference } from "./compare-shapes.js";
import { type DifferentialReport, describeTarget, reportDifferential } from "./differential-report.js";
import type { Explanation } from "./explanations.js";
import { tellUnexplained } from "./find-unexplained.js";
import { matchExplanations } from "./match-explanations.js";
import type { ComparedTrial, Differential } from "./run-differential.js";

/** A comparison in words and for programs, and whether every difference in it is explained. */
export interface DifferentialVerdict {
  readonly text: string;
  readonly report: DifferentialReport;
  readonly kept: boolean;
}

/** How a comparison is judged. */
export interface JudgeOptions {
  readonly rows: readonly Explanation[];
  /** The file that the rows come from; absent where there is none. */
  readonly file?: string | undefined;
  readonly wording?: boolean | undefined;
}

/** Says which differences between two targets nobody has explained; all of them where there are no explanations. */
export function judgeDifferential(differential: Differential, options: JudgeOptions): DifferentialVerdict {
  const { first, second, seed, compared, notTried } = differential;
  const { rows, file, wording = false } = options;
  // The same file serves where values are compared too.
  const compares = ({ kind, path }: Explanation) =>
    kind !== "value" || ["status", "/code", ...(wording ? ["/message"] : [])].includes(path);
  const matching = matchExplanations<ShapeDifference, ComparedTrial>(compared, rows.filter(compares), {
    pathOf: ({ path }) => path,
    notCompared: notTried.filter(({ lacking }) => lacking),
  });
  const report = reportDifferential(differential, matching, file);
  const sentences = tellUnexplained(matching, {
    show: describeShapeDifference,
    file: file ?? "a file given by --explained",
    mend: "Mend one of the two",
  });
  const count = compared.reduce((sum, { differences }) => sum + differences.length, 0);
  const lines = [...new Set(sentences)].map((sentence) => {
    const times = sentences.filter((other) => other === sentence).length;
    return `  ${sentence}${exampleOf(differential, sentence, times)}`;
  });
  const reasons = [...new Set(notTried.map(({ reason }) => reason))];
  return {
    kept: report.kept,
    report,
    text: [
      `Differential of the first, ${describeTarget(first)}, and the second, ${describeTarget(second)}; seed ${seed}`,
      `${compared.length} requests sent to both, ${notTried.length} not tried`,
      ...reasons.map((reason) => `  ${notTried.filter((one) => one.reason === reason).length}: ${reason}`),
      ...lines,
      `${count} ${count === 1 ? "difference" : "differences"}, ${lines.length === 0 ? "none" : sentences.length} unexplained`,
      "",
    ].join("\n"),
  };
}

/** A made-up request has no name to find it by. */
function exampleOf({ compared }: Differential, sentence: string, times: number): string {
  const example = compared.find(
    ({ operationId, name, differences }) =>
      name === "generated" &&
      differences.some((one) => sentence.startsWith(`${operationId} ${name}: ${describeShapeDifference(one)} (`)),
  );
  if (example === undefined) return "";
  const request = example.request.length > 200 ? `${example.request.slice(0, 199)}…` : example.request;
  return ` ${times === 1 ? "Once" : `${times} times`}, for instance: ${request}`;
}
