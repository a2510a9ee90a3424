import { CannotRunError, type TriedContract } from "@viking-kb/contract";
import type { Mutant } from "../mutant.js";
import { sha256 } from "../signatures/lenient-verifier.js";
import { accessMutants } from "./access-mutants.js";
import { dataMutants } from "./data-mutants.js";
import { envelopeMutants } from "./envelope-mutants.js";
import { fieldMutants } from "./field-mutants.js";
import { harmlessVariants } from "./harmless-variants.js";
import { pageMutants } from "./page-mutants.js";
import { isAt, placesOf } from "./place.js";
import { requestMutants } from "./request-mutants.js";
import { nameMutants, selectionMutants } from "./selection-mutants.js";
import { signatureMutants } from "./signature-mutants.js";
import { stateMutants } from "./state-mutants.js";
import { tenantMutants } from "./tenant-mutants.js";
import { wireMutants } from "./wire-mutants.js";

/**
 * Every mutant that the contract gives, in a stable order.
 *
 * @param answerBudgetMilliseconds how long an answer may take
 */
export function deriveMutants(contract: TriedContract, answerBudgetMilliseconds: number): Mutant[] {
  const { operations, pairs, cases } = contract;
  const documented = pairs.filter(({ later }) => !later);
  const places = documented
    .flatMap(placesOf)
    .filter(({ operationId, status, steps }) =>
      cases.some((one) => one.operationId === operationId && one.status === status && isAt(one.response, steps)),
    );
  const paths = operations.map(({ path }) => path);
  const perOperation = operations.flatMap((operation, index) => {
    const { operationId } = operation;
    const own = cases.filter((one) => one.operationId === operationId && one.status === 200);
    const example = own[0]?.request ?? {};
    return [
      ...dataMutants(operationId, places, own),
      ...requestMutants(operation, example),
      ...accessMutants(operationId, example),
      ...tenantMutants(
        operationId,
        own.map(({ request }) => request),
      ),
      ...signatureMutants(operationId, paths, index),
      ...nameMutants(operation),
      ...stateMutants(operationId),
    ];
  });
  return [
    ...places.flatMap(fieldMutants),
    ...documented.flatMap(envelopeMutants),
    ...pageMutants(),
    ...selectionMutants(),
    ...perOperation,
    ...wireMutants(documented, answerBudgetMilliseconds * 2),
  ];
}

/** Every harmless variant, in a stable order. */
export function deriveHarmlessVariants({ pairs }: TriedContract, answerBudgetMilliseconds: number): Mutant[] {
  return harmlessVariants(pairs, Math.min(250, answerBudgetMilliseconds / 8));
}

/** Which mutants are tried: all by default. */
export interface MutantChoice {
  /** Part of an id: `listPoints/200/page/`, `null/`. */
  readonly filter?: string | undefined;
  /** At most so many, the same each time, of each group at least one as far as that goes. */
  readonly sample?: number | undefined;
}

/**
 * Chooses among mutants; they stay in their order.
 *
 * @throws CannotRunError where the filter leaves none.
 */
export function chooseMutants(mutants: readonly Mutant[], { filter, sample }: MutantChoice): Mutant[] {
  const matching = mutants.filter(({ id }) => filter === undefined || id.includes(filter));
  if (matching.length === 0) {
    throw new CannotRunError(`No mutant's id holds "${filter}": one is ${mutants[0]?.id}.`);
  }
  if (sample === undefined || sample >= matching.length) return matching;
  // By digest: neighbours in the contract's order are much alike.
  const shuffled = matching.toSorted((one, other) => (sha256(one.id) < sha256(other.id) ? -1 : 1));
  const firsts = shuffled.filter(({ group }, index) => shuffled.findIndex((other) => other.group === group) === index);
  const chosen = new Set([...firsts, ...shuffled].slice(0, sample + firsts.length));
  const sampled = new Set([...chosen].slice(0, sample));
  return matching.filter((mutant) => sampled.has(mutant));
}
