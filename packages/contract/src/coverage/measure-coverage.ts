import { caseTitle } from "../cases/documented-cases.js";
import { type SelectedCase, triedOf } from "../cases/select-cases.js";
import { isObject, type Json } from "../json.js";
import type { Explanation } from "../report/explanations.js";
import { type Expectation, expectationsOf, success } from "../strict/expectation.js";
import { readBody } from "../strict/read-body.js";
import { type ContractPair, codeIn, readOperations } from "../strict-contract.js";
import type { Exchange } from "../target/answer.js";
import { branchesOf, seenIn } from "./schema-branches.js";

/** How much of one kind of thing a run has come by. */
export interface Covered {
  readonly total: number;
  readonly seen: number;
  /** Neither seen nor explained. */
  readonly missing: readonly string[];
  /** Not seen, each with the reason for it. */
  readonly explained: readonly Explanation[];
  /** What this target could not be tried with; no part of the total. */
  readonly notTried: readonly string[];
}

/**
 * Holds what there is against what was seen. An explanation is about one thing: the `*` in a branch stands for each
 * item of a list, and for no other text.
 */
export function coveredOf(
  all: readonly string[],
  seen: ReadonlySet<string>,
  explanations: readonly Explanation[] = [],
  notTried: readonly string[] = [],
): Covered {
  const unseen = all.filter((item) => !seen.has(item));
  const explained = unseen.flatMap((branch) => {
    const row = explanations.find(({ about }) => about === branch);
    return row ? [{ about: branch, why: row.why }] : [];
  });
  const missing = unseen.filter((item) => explained.every(({ about }) => about !== item));
  return { total: all.length, seen: all.length - unseen.length, missing, explained, notTried };
}

/** Per cent of what there is and is not explained; 100 of nothing. */
export function percentOf({ total, seen, explained }: Covered): number {
  const expected = total - explained.length;
  return expected === 0 ? 100 : (seen / expected) * 100;
}

/** How much of the contract a run has come by, in answers that keep it. */
export interface Coverage {
  readonly operations: Covered;
  /** (operation, status), those left out that only a mock can answer with. */
  readonly statuses: Covered;
  /** (operation, business code). */
  readonly codes: Covered;
  readonly examples: Covered;
  /** What requests that succeed and answers can be, as far as the schemas tell things apart. */
  readonly branches: Covered;
  /** Explanations of what was seen, or is no branch of the contract. */
  readonly stale: readonly Explanation[];
  /** Per cent of the branches that were asked for, and whether they were reached. */
  readonly gate?: { readonly percent: number; readonly reached: boolean } | undefined;
}

/** From what coverage is measured. */
interface CoverageInput {
  readonly pairs: readonly ContractPair[];
  readonly cases: readonly SelectedCase[];
  readonly exchanges: readonly Exchange[];
  readonly explained: readonly Explanation[];
  /** Required per cent of the branches; none when absent. */
  readonly percent?: number | undefined;
}

/** Measures what of the contract the exchanges of a run show. */
export function measureCoverage(input: CoverageInput): Coverage {
  const { cases, exchanges, explained, percent } = input;
  const operations = readOperations();
  const pairs = input.pairs.filter(({ later }) => !later);
  const seen = {
    operations: new Set<string>(),
    statuses: new Set<string>(),
    codes: new Set<string>(),
    examples: new Set<string>(),
    branches: new Set<string>(),
  };
  for (const { operationId, requestBody, answer, documented, kept } of exchanges) {
    const operation = operations.find((one) => one.operationId === operationId);
    if (!kept || operation === undefined) continue;
    const body = readBody(answer.bytes).value;
    if (documented) seen.examples.add(caseTitle(documented));
    seen.statuses.add(`${operationId} ${answer.status}`);
    if (!isObject(body)) continue;
    const code = codeIn(operationId, body);
    if (code?.status === answer.status) seen.codes.add(nameOf(operationId, code));
    if (answer.status === success.status && body.code === success.code) {
      seen.operations.add(operationId);
      for (const branch of seenIn(parse(requestBody), operation.requestSchema)) {
        seen.branches.add(`${operationId} request ${branch}`);
      }
    }
    const pair = pairs.find((one) => one.operationId === operationId && one.status === answer.status);
    for (const branch of pair ? seenIn(body, pair.schema) : []) {
      seen.branches.add(`${operationId} ${answer.status} ${branch}`);
    }
  }

  const codes = operations.flatMap(({ operationId }) =>
    expectationsOf(operationId).map((code) => nameOf(operationId, code)),
  );
  const branches = [
    ...operations.flatMap(({ operationId, requestSchema }) =>
      branchesOf(requestSchema).map((branch) => `${operationId} request ${branch}`),
    ),
    ...pairs.flatMap(({ operationId, status, schema }) =>
      branchesOf(schema).map((branch) => `${operationId} ${status} ${branch}`),
    ),
  ];
  const notTried = cases
    .filter((one) => one.notTried !== "")
    .map((one) => `${caseTitle(one.documented)}: ${one.notTried}`);
  const covered = coveredOf([...new Set(branches)], seen.branches, explained);
  const stale = explained.filter((row) => covered.explained.every(({ about }) => about !== row.about));
  return {
    operations: coveredOf(
      operations.map(({ operationId }) => operationId),
      seen.operations,
    ),
    statuses: coveredOf(
      pairs.map(({ operationId, status }) => `${operationId} ${status}`),
      seen.statuses,
    ),
    codes: coveredOf(codes, seen.codes),
    examples: coveredOf(triedOf(cases).map(caseTitle), seen.examples, [], notTried),
    branches: covered,
    stale,
    gate: percent === undefined ? undefined : { percent, reached: percentOf(covered) >= percent && stale.length === 0 },
  };
}

function nameOf(operationId: string, { code, message }: Expectation): string {
  return `${operationId} ${code} ${message}`;
}

/** What was sent, or null where it is no JSON. What a refused request holds shows nothing, so it is not asked for. */
function parse(body: Uint8Array | string): Json {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return null;
  }
}

/** The kinds of what is counted, each with its title. */
export const coveredKinds = [
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
    ...coveredKinds.flatMap(([kind, title]) => formatCovered(title, coverage[kind], gate?.reached === false)),
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
