import type { DocumentedCase } from "../documented-case.js";
import type { JsonObject } from "../json.js";
import { operationsOf } from "../operation.js";
import type { BusinessCode, ContractPair } from "../strict-contract.js";
import { accessMutants } from "./access-mutants.js";
import { dataMutants } from "./data-mutants.js";
import { envelopeMutants } from "./envelope-mutants.js";
import { fieldMutants } from "./field-mutants.js";
import { harmlessVariants } from "./harmless-variants.js";
import type { Mutant } from "./mutant.js";
import { pageMutants } from "./page-mutants.js";
import { isAt, placesOf } from "./place.js";
import { requestMutants } from "./request-mutants.js";
import { stateMutants } from "./state-mutants.js";
import { wireMutants } from "./wire-mutants.js";

/** What mutants are derived from. */
export interface MutantSources {
  /** The strict contract, without references. */
  readonly contract: JsonObject;
  readonly pairs: readonly ContractPair[];
  readonly codes: readonly BusinessCode[];
  /** The documented cases, in the target's names. */
  readonly cases: readonly DocumentedCase[];
  /** How long an answer may take. */
  readonly answerBudgetMilliseconds: number;
}

/** Every mutant that the contract gives, in a stable order. */
export function deriveMutants({ contract, pairs, codes, cases, answerBudgetMilliseconds }: MutantSources): Mutant[] {
  const documented = pairs.filter(({ later }) => !later);
  const places = documented
    .flatMap(placesOf)
    .filter(({ operationId, status, steps }) =>
      cases.some((one) => one.operationId === operationId && one.status === status && isAt(one.response, steps)),
    );
  const perOperation = operationsOf(contract).flatMap((operation) => {
    const { operationId } = operation;
    const own = cases.filter((one) => one.operationId === operationId && one.status === 200);
    const example = own[0]?.request ?? {};
    return [
      ...dataMutants(operationId, places, own),
      ...requestMutants(operation, example),
      ...accessMutants(operationId, example),
      ...stateMutants(operationId),
    ];
  });
  return [
    ...places.flatMap(fieldMutants),
    ...documented.flatMap((pair) => envelopeMutants(pair, codes)),
    ...pageMutants(),
    ...perOperation,
    ...wireMutants(documented, answerBudgetMilliseconds * 2),
  ];
}

/** Every harmless variant, in a stable order. */
export function deriveHarmlessVariants({ pairs, answerBudgetMilliseconds }: MutantSources): Mutant[] {
  return harmlessVariants(pairs, Math.min(250, answerBudgetMilliseconds / 8));
}
