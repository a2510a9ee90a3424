import { CannotRunError } from "../finding.js";
import { type ContractPair, type Operation, readOperations, readPairs } from "../strict-contract.js";
import { tooMany } from "../target/answer.js";
import type { Target } from "../target/target.js";
import { type DocumentedCase, readDocumentedCases } from "./documented-cases.js";
import { type Names, namesWithout, renameCase } from "./names.js";

/** A case in the target's own names, and whether it is tried. */
export interface SelectedCase {
  readonly documented: DocumentedCase;
  /** Why it is not tried; empty when it is. */
  readonly notTried: string;
}

/**
 * Says of every case whether it is tried on a target, and puts the target's names into it.
 *
 * @throws CannotRunError when a mock is given names.
 */
export function selectCases(
  cases: readonly DocumentedCase[],
  target: Target,
  names: Names,
  operations?: readonly string[],
): SelectedCase[] {
  if (target.kind === "mock" && Object.keys(names).length > 0) {
    throw new CannotRunError("A mock answers with the documented names: leave out the names, or --mock.");
  }
  return cases.map((documented) => ({
    documented: renameCase(documented, names),
    notTried:
      operations?.includes(documented.operationId) === false
        ? "its operation is left out"
        : whyNotTried(documented, target, names),
  }));
}

function whyNotTried(documented: DocumentedCase, target: Target, names: Names): string {
  if (documented.later && target.kind !== "mock" && !(documented.status === tooMany && target.usesUpQuota)) {
    return documented.status === tooMany
      ? "only a mock, or a server whose quota is known (--quota), can be made to answer with this status"
      : "only a mock can be made to answer with this status";
  }
  const without = namesWithout(documented, names).map(({ kind, name }) => `${kind} ${name}`);
  return without.length === 0 ? "" : `names ${without.join(" and ")}, which this target has nothing for`;
}

/** The cases that are tried. */
export function triedOf(cases: readonly SelectedCase[]): DocumentedCase[] {
  return cases.filter(({ notTried }) => notTried === "").map(({ documented }) => documented);
}

/** The contract, as far as a target can be tried with it. */
export interface TriedContract {
  readonly operations: readonly Operation[];
  readonly pairs: readonly ContractPair[];
  /** The documented cases that are tried, in the target's names. */
  readonly cases: readonly DocumentedCase[];
}

/** Reads what a target can be tried with. */
export function readTriedContract(target: Target, names: Names = {}): TriedContract {
  const cases = triedOf(selectCases(readDocumentedCases(), target, names));
  return { operations: readOperations(), pairs: readPairs(), cases };
}
