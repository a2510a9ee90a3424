import { type AnswerProxy, startAnswerProxy } from "./answer-proxy.js";
import { parseBaseUrl } from "./base-url.js";
import { CannotRunError } from "./cannot-run-error.js";
import { type FaultName, faultNames, faults } from "./faults.js";

/**
 * Puts a fault between the verification and its target, to show that it would be found.
 * Rejects with a CannotRunError, which lists the faults, where the name is unknown.
 */
export async function startFaultyProxy(baseUrl: string, fault: string): Promise<AnswerProxy> {
  if (!isFaultName(fault)) {
    throw new CannotRunError(`There is no fault "${fault}": take one of ${faultNames.join(", ")}.`);
  }
  return startAnswerProxy(parseBaseUrl(baseUrl), faults[fault]);
}

function isFaultName(name: string): name is FaultName {
  return faultNames.includes(name as FaultName);
}
