import { queryCredentialNames } from "./generated/scheme.js";
import type { QueryParameter } from "./query-parameters.js";

const names: readonly string[] = queryCredentialNames;

/**
 * Whether a query carries credentials of its own, in any case of letters. Beside an Authorization header these leave
 * open which of the two was meant, so a request has one or the other.
 */
export function hasQueryCredentials(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(({ name }) => names.includes(name.toLowerCase()));
}
