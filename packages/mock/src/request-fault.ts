import type { Violation } from "./prism.js";

/** What a pattern of the contract asks for, in words; another pattern is shown as it stands. */
const patterns: Readonly<Record<string, string>> = {
  "^([A-Za-z][A-Za-z0-9_]*)?$": "must start with a letter and hold only letters, digits and _",
};

/**
 * What is wrong with a request's body, as `field: reason`, or undefined when nothing is.
 *
 * @param violations what Prism found
 * @param oneOfRequired fields of which at least one must be given; null and "" mean not given
 */
export function requestFault(
  body: Record<string, unknown>,
  violations: readonly Violation[],
  oneOfRequired: readonly string[],
): string | undefined {
  const isGiven = (name: string) => body[name] !== undefined && body[name] !== null && body[name] !== "";
  const [name] = oneOfRequired;
  if (name !== undefined && !oneOfRequired.some(isGiven)) {
    return `${name}: ${oneOfRequired.join(" or ")} is required`;
  }
  const violation = violations.slice(branchesEnd(violations, oneOfRequired))[0] ?? violations[0];
  return violation && describe(violation);
}

/**
 * Where a schema says "one of these is required" by `anyOf`, Ajv lists the faults of each branch, then the `anyOf`,
 * then what the schema says of the fields themselves. Only the last is of use to the reader.
 */
function branchesEnd(violations: readonly Violation[], oneOfRequired: readonly string[]): number {
  if (oneOfRequired.length === 0) return 0;
  return violations.findIndex(({ code, path }) => code === "anyOf" && path?.length === 1) + 1;
}

function describe({ path = [], message }: Violation): string {
  const field = path.slice(1);
  const words = message.replace(/^Request \w+ ((property|parameter) \S+ )?/, "").replace(/,null$/, " or null");
  const missing = /^must have required property '(.+)'$/.exec(words)?.[1];
  if (missing !== undefined) return `${[...field, missing].join(".")}: is required`;
  return `${field.join(".") || "body"}: ${inOurWords(words)}`;
}

/** Ajv's words for two keywords put as the local server puts them. */
function inOurWords(words: string): string {
  const pattern = /^must match pattern "(.*)"$/s.exec(words)?.[1];
  if (pattern !== undefined) return patterns[pattern] ?? words;
  const most = /^must NOT have more than (\d+) items$/.exec(words)?.[1];
  return most === undefined ? words : `must not hold more than ${most} entries`;
}
