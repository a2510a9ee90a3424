import { escapeUnprintable } from "../escape-unprintable.js";
import { describeShapeDifference, type ShapeDifference } from "./compare-shapes.js";
import { type DifferentialReport, describeTarget, reportDifferential } from "./differential-report.js";
import type { Explanation } from "./explanations.js";
import { tellUnexplained } from "./find-unexplained.js";
import { type Matching, matchExplanations } from "./match-explanations.js";
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
  const told = tellOnce(matching, file ?? "a file given by --explained");
  const count = compared.reduce((sum, { differences }) => sum + differences.length, 0);
  const unexplained = told.reduce((sum, { times }) => sum + times, 0);
  const reasons = [...new Set(notTried.map(({ reason }) => reason))];
  return {
    kept: report.kept,
    report,
    text: [
      `Differential of the first, ${describeTarget(first)}, and the second, ${describeTarget(second)}; seed ${seed}`,
      `${compared.length} requests sent to both, ${notTried.length} not tried`,
      ...reasons.map((reason) => `  ${notTried.filter((one) => one.reason === reason).length}: ${reason}`),
      ...told.map((one) => `  ${one.sentence}${exampleOf(one)}`),
      `${count} ${count === 1 ? "difference" : "differences"}, ${unexplained || "none"} unexplained`,
      "",
    ].join("\n"),
  };
}

/** A sentence, how often it is to be said, and the first made-up request of which it is: that has no name to find it by. */
interface Told {
  readonly sentence: string;
  readonly times: number;
  readonly request: string | undefined;
}

/** Each sentence once: that a field is missing is found in hundreds of answers. */
function tellOnce({ cases, idle }: Matching<ShapeDifference, ComparedTrial>, file: string): Told[] {
  const told = new Map<string, Told>();
  const tell = (part: Matching<ShapeDifference, ComparedTrial>, request?: string) => {
    for (const sentence of tellUnexplained(part, {
      show: describeShapeDifference,
      file,
      mend: "Mend one of the two",
    })) {
      const before = told.get(sentence) ?? { sentence, times: 0, request };
      told.set(sentence, { ...before, times: before.times + 1 });
    }
  };
  for (const { one, matched } of cases) {
    tell({ cases: [{ one, matched }], idle: [] }, one.name === "generated" ? one.request : undefined);
  }
  tell({ cases: [], idle });
  return [...told.values()];
}

function exampleOf({ times, request }: Told): string {
  if (request === undefined) return "";
  const shown = request.length > 200 ? `${request.slice(0, 199)}…` : request;
  return ` ${times === 1 ? "Once" : `${times} times`}, for instance: ${escapeUnprintable(shown)}`;
}
