import { caseTitle } from "../documented-case.js";
import type { Exchange } from "../exchange.js";
import { claimedBy, expectationsOf } from "../expectation.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { operationsOf } from "../operation.js";
import { type Explanation, isAbout } from "../report/explanations.js";
import { readBody } from "../rules/readable-body.js";
import type { SelectedCase } from "../select-cases.js";
import type { BusinessCode, ContractPair } from "../strict-contract.js";
import { type Covered, coveredOf, percentOf } from "./covered.js";
import { branchesOf, seenIn } from "./schema-branches.js";

/** How much of the contract a run has come by, in answers that keep it. */
export interface Coverage {
  readonly operations: Covered;
  /** (operation, status), those left out that only a mock can answer with. */
  readonly statuses: Covered;
  /** (operation, business code). */
  readonly codes: Covered;
  readonly examples: Covered;
  /** What requests and answers can be, as far as the schemas tell things apart. */
  readonly branches: Covered;
  /** Explanations of what was seen, or is not in the contract. */
  readonly stale: readonly Explanation[];
  /** Per cent of the branches that were asked for, and whether they were reached. */
  readonly gate?: { readonly percent: number; readonly reached: boolean } | undefined;
}

/** From what coverage is measured. */
export interface CoverageInput {
  readonly contract: JsonObject;
  readonly pairs: readonly ContractPair[];
  readonly table: readonly BusinessCode[];
  readonly cases: readonly SelectedCase[];
  readonly exchanges: readonly Exchange[];
  readonly explained: readonly Explanation[];
  /** Per cent of the branches that are asked for; none when absent. */
  readonly percent?: number | undefined;
}

/** Measures what of the contract the exchanges of a run show. */
export function measureCoverage(input: CoverageInput): Coverage {
  const { contract, table, cases, exchanges, explained, percent } = input;
  const operations = operationsOf(contract);
  const pairs = input.pairs.filter(({ later }) => !later);
  const seen = {
    operations: new Set<string>(),
    statuses: new Set<string>(),
    codes: new Set<string>(),
    examples: new Set<string>(),
    branches: new Set<string>(),
  };
  for (const { operationId, request, answer, documented, kept } of exchanges) {
    const operation = operations.find((one) => one.operationId === operationId);
    if (!kept || operation === undefined) continue;
    const body = readBody(answer.bytes).value;
    if (documented) seen.examples.add(caseTitle(documented));
    if (answer.status === 200) seen.operations.add(operationId);
    seen.statuses.add(`${operationId} ${answer.status}`);
    for (const branch of seenIn(parse(request.body), operation.requestSchema)) {
      seen.branches.add(`${operationId} request ${branch}`);
    }
    if (!isObject(body)) continue;
    const { code, message } = claimedBy(answer.status, body, expectationsOf(operation, pairs, table));
    seen.codes.add(`${operationId} ${code} ${message}`);
    const pair = pairs.find((one) => one.operationId === operationId && one.status === answer.status);
    for (const branch of pair ? seenIn(body, pair.schema) : []) {
      seen.branches.add(`${operationId} ${answer.status} ${branch}`);
    }
  }

  const codes = operations.flatMap((operation) =>
    expectationsOf(operation, pairs, table).map(({ code, message }) => `${operation.operationId} ${code} ${message}`),
  );
  const branches = [
    ...operations.flatMap(({ operationId, requestSchema }) =>
      branchesOf(requestSchema).map((branch) => `${operationId} request ${branch}`),
    ),
    ...pairs.flatMap(({ operationId, status, schema }) =>
      branchesOf(schema).map((branch) => `${operationId} ${status} ${branch}`),
    ),
  ];
  const tried = cases.filter(({ notTried }) => notTried === "").map(({ documented }) => caseTitle(documented));
  const notTried = cases
    .filter((one) => one.notTried !== "")
    .map((one) => `${caseTitle(one.documented)}: ${one.notTried}`);
  const covered = coveredOf([...new Set(branches)], seen.branches, explained);
  const stale = explained.filter((row) => covered.explained.every(({ about }) => !isAbout(row, about)));
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
    examples: coveredOf(tried, seen.examples, [], notTried),
    branches: covered,
    stale,
    gate: percent === undefined ? undefined : { percent, reached: percentOf(covered) >= percent && stale.length === 0 },
  };
}

/** What was sent, or null where it is no JSON: a request that is meant to be refused shows nothing. */
function parse(body: Uint8Array | string): Json {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return null;
  }
}
