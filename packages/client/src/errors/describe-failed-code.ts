import { type FailedCode, failedCodes } from "../generated/failed-codes.js";

/**
 * What a `failed_code` of doc/info means and what to do about it, in English (spec/error-codes.yaml). The service sends
 * a number, or the number as text. An unknown code, or none, means an unknown error.
 */
export function describeFailedCode(code: number | string | null | undefined): FailedCode {
  const number = Number(code ?? "");
  return Object.hasOwn(failedCodes, number) ? (failedCodes[number] ?? failedCodes.other) : failedCodes.other;
}
