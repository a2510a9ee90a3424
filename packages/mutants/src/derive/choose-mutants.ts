import { createHash } from "node:crypto";
import { CannotRunError } from "@viking-kb/contract";
import type { Mutant } from "../mutant.js";

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
  const shuffled = matching.toSorted((one, other) => (digest(one.id) < digest(other.id) ? -1 : 1));
  const firsts = shuffled.filter(({ group }, index) => shuffled.findIndex((other) => other.group === group) === index);
  const chosen = new Set([...firsts, ...shuffled].slice(0, sample + firsts.length));
  const sampled = new Set([...chosen].slice(0, sample));
  return matching.filter((mutant) => sampled.has(mutant));
}

function digest(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
