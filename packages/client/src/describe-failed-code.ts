import { type FailedCode, failedCodes } from "./generated/error-codes.js";

/**
 * What a `failed_code` of doc/info means and what to do about it, in English (spec/error-codes.yaml). The service
 * sends a number, or the same as text; any that is not known means an unknown error.
 */
export function describeFailedCode(code: number | string): FailedCode {
  return Object.hasOwn(failedCodes, Number(code))
    ? (failedCodes[Number(code)] ?? failedCodes.other)
    : failedCodes.other;
}
