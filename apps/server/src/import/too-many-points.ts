import { DocumentFailure, failedCode } from "./document-failure.js";
import type { ImportLimits } from "./import-limits.js";

/** The failure of a document that gives more points than a collection takes from one. */
export function tooManyPoints({ maximumPoints }: ImportLimits): DocumentFailure {
  const message = `The document gives more than the ${maximumPoints} points that are allowed.`;
  return new DocumentFailure(message, failedCode.tooManyPoints);
}
