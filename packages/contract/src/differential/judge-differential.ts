import { describeShapeDifference } from "./compare-shapes.js";
import { type Explanation, findUnexplained } from "./explanations.js";
import type { Differential } from "./run-differential.js";

/** A comparison in words, and whether every difference in it is explained. */
export interface DifferentialVerdict {
  readonly text: string;
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
  const { rows, file = "a file given by --explained", wording = false } = options;
  // The same file serves where values are compared too.
  const compares = ({ kind, path }: Explanation) =>
    kind !== "value" || ["status", "/code", ...(wording ? ["/message"] : [])].includes(path);
  const sentences = findUnexplained(compared, rows.filter(compares), {
    pathOf: ({ path }) => path,
    show: describeShapeDifference,
    file,
    mend: "Mend one of the two",
    notCompared: notTried.filter(({ lacking }) => lacking),
  });
  const count = compared.reduce((sum, { differences }) => sum + differences.length, 0);
  const lines = [...new Set(sentences)].map((sentence) => {
    const times = sentences.filter((other) => other === sentence).length;
    return `  ${sentence}${exampleOf(differential, sentence, times)}`;
  });
  const reasons = [...new Set(notTried.map(({ reason }) => reason))];
  return {
    kept: lines.length === 0 && compared.length > 0,
    text: [
      `Differential of the first, ${first}, and the second, ${second}; seed ${seed}`,
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
