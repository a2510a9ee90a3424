import { clockDifferenceMs } from "./clock-difference.js";
import type { KnowledgeBaseError } from "./knowledge-base-error.js";

/**
 * By how much a call that was refused must be dated otherwise to be accepted, in milliseconds. Undefined where its
 * signature was not refused (401, or 403 as seen live: "check sign error"), or where the answer's `Date` is not more
 * than 5 minutes from `now`.
 */
export function correctionMs(error: KnowledgeBaseError, headers: Headers, now: () => Date): number | undefined {
  const refused = error.kind === "unauthorized" && (error.status === 401 || error.status === 403);
  return refused ? clockDifferenceMs(headers, now) : undefined;
}
