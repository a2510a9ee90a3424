import type { Covered } from "./covered.js";
import { percentOf } from "./covered.js";
import type { Coverage } from "./measure-coverage.js";

const kinds = [
  ["operations", "operations"],
  ["statuses", "statuses"],
  ["codes", "business codes"],
  ["examples", "examples"],
  ["branches", "schema branches"],
] as const;

/** Names of what is missing that a terminal is given, unless more are asked for. */
const fewest = 5;

/**
 * Coverage as lines for a terminal: a line for each kind, and under it what is missing, by name: all of it where the
 * coverage that was asked for is not reached, else the first.
 */
export function formatCoverage(coverage: Coverage): string[] {
  const { gate, stale } = coverage;
  return [
    "coverage",
    ...kinds.flatMap(([kind, title]) => formatCovered(title, coverage[kind], gate?.reached === false)),
    ...stale.map(({ about }) => `    explained, but seen or not in the contract: ${about}`),
    ...whyNotReached(coverage).map((why) => `    ${why}`),
  ];
}

/** What keeps the coverage that was asked for from being reached; nothing where it is, or none was asked for. */
export function whyNotReached({ branches, gate, stale }: Coverage): string[] {
  if (gate === undefined) return [];
  return [
    ...(percentOf(branches) < gate.percent
      ? [`below the ${gate.percent} % of schema branches that were asked for`]
      : []),
    ...(stale.length > 0 ? ["remove from the explanations what is seen or not in the contract: it fails the run"] : []),
  ];
}

function formatCovered(title: string, covered: Covered, whole: boolean): string[] {
  const { total, seen, missing, explained, notTried } = covered;
  const remarks = [
    ...(explained.length > 0
      ? [`${explained.length} explained (${percentOf(covered).toFixed(1)} % of the others)`]
      : []),
    ...(missing.length > 0 ? [`${missing.length} missing`] : []),
    ...(notTried.length > 0 ? [`${notTried.length} not tried`] : []),
  ].map((remark) => `, ${remark}`);
  const share = total === 0 ? 100 : (seen / total) * 100;
  const named = whole ? missing : missing.slice(0, fewest);
  return [
    `${title.padEnd(17)}${`${seen}/${total}`.padEnd(9)}${share.toFixed(1)} %${remarks.join("")}`,
    ...named.map((name) => `    ${name}`),
    ...(named.length < missing.length ? [`    and ${missing.length - named.length} more, which --json names`] : []),
  ];
}
