import type { Change } from "./change.js";
import type { OasdiffChange } from "./oasdiff.js";

/** What may be added to an answer: whoever reads it does not miss it, and whoever answers need not send it. */
const additions =
  /^response-(optional-property-added|non-success-status-added|header-added|.*-default-value-|.*-deprecated|.*-reactivated|.*-stability-increased)/;

/** Harmless to oasdiff, which thinks of clients that decode leniently. Here they break somebody. */
const raised = [
  // Whoever refused what is not signed answers what the contract no longer has.
  /^api-security-anonymous-access-added$/,
  // Generated methods are named after it.
  /^api-operation-id-removed$/,
  // Generated types change, and a server is sent what it refused: a fraction.
  /^request-.*-type-generalized$/,
  // The same request means something else.
  /^request-.*-default-value-/,
];

/**
 * Whether a change breaks somebody. The contract has two sides, and oasdiff judges for the clients alone: to them an
 * answer that promises more is harmless. A server that keeps the released contract does not keep that one, so of an
 * answer nothing but additions is harmless. Requests may be widened: what a server does not know it refuses as before.
 */
function breaks({ id, level }: OasdiffChange): boolean {
  if (level >= 2 || raised.some((rule) => rule.test(id))) return true;
  return /^(optional-)?response-/.test(id) && !additions.test(id);
}

/** What oasdiff found, judged for both sides of the contract. */
export function judgeOasdiff(found: readonly OasdiffChange[]): Change[] {
  return found.map((change) => ({
    operation: change.operationId || [change.operation, change.path].filter(Boolean).join(" ") || "contract",
    what: change.text.replaceAll(/\s+/g, " ").trim(),
    breaks: breaks(change),
  }));
}
