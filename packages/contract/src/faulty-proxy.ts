import { type AnswerProxy, startAnswerProxy } from "./answer-proxy.js";
import { parseBaseUrl } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";
import { type FaultName, faultNames, faults } from "./faults.js";
import { startMutantProxy } from "./mutants/mutant-proxy.js";
import type { Target } from "./target.js";

/**
 * Puts a fault between the verification and its target, to show that it would be found: one of the named faults, or a
 * mutant by its id. Rejects with a CannotRunError, which lists the faults, where there is neither.
 *
 * @param target whose key a mutant signs with when it asks the server something else
 */
export async function startFaultyProxy(baseUrl: string, fault: string, target: Target): Promise<AnswerProxy> {
  const url = parseBaseUrl(baseUrl);
  if (isFaultName(fault)) return startAnswerProxy(url, faults[fault]);
  // Deriving them takes a moment, which only this needs.
  const { findMutant } = await import("./mutants/find-mutant.js");
  const mutant = findMutant(fault, target);
  if (mutant !== undefined) return startMutantProxy({ url, target, now: () => new Date() }, mutant);
  throw new CannotRunError(
    `There is no fault "${fault}": take one of ${faultNames.join(", ")}, or the id of a mutant (--mutants lists them).`,
  );
}

function isFaultName(name: string): name is FaultName {
  return faultNames.includes(name as FaultName);
}
