import { readDocumentedCases } from "../documented-case.js";
import type { Names } from "../names.js";
import { selectCases } from "../select-cases.js";
import { pairsOf, readBusinessCodes, readStrictContract } from "../strict-contract.js";
import type { Target } from "../target.js";
import type { MutantSources } from "./derive-mutants.js";

/** The sources of mutants that `@viking-kb/spec` gives for a target. */
export function readMutantSources(target: Target, names: Names, answerBudgetMilliseconds: number): MutantSources {
  const contract = readStrictContract();
  const pairs = pairsOf(contract);
  const selected = selectCases(readDocumentedCases(pairs), target, names);
  const cases = selected.filter(({ notTried }) => notTried === "").map(({ documented }) => documented);
  return { contract, pairs, cases, codes: readBusinessCodes(), answerBudgetMilliseconds };
}
