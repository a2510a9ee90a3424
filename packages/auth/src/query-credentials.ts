import { headerNames } from "./generated/scheme.js";
import type { QueryParameter } from "./query-parameters.js";

/** Parameters by which the scheme's presigned links carry credentials, in lower case. */
const credentialParameters: ReadonlySet<string> = new Set([
  "x-algorithm",
  "x-credential",
  "x-signature",
  headerNames.securityToken,
]);

/**
 * Whether a query carries credentials of its own, in any case of letters. Beside an Authorization header these leave
 * open which of the two was meant, so a request has one or the other.
 */
export function hasQueryCredentials(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(({ name }) => credentialParameters.has(name.toLowerCase()));
}
