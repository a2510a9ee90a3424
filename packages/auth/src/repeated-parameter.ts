import { queryParameterNames } from "./generated/scheme.js";
import type { QueryParameter } from "./query-parameters.js";

const namesOfScheme: ReadonlySet<string> = new Set(
  Object.values(queryParameterNames).map((name) => name.toLowerCase()),
);

/** Whether a parameter comes twice, so that who reads the query may take either. The scheme's own in any case of letters. */
export function hasRepeatedParameter(parameters: readonly QueryParameter[]): boolean {
  const names = parameters.map(({ name }) => (namesOfScheme.has(name.toLowerCase()) ? name.toLowerCase() : name));
  return new Set(names).size < names.length;
}
