import { percentEncode } from "./percent-encoding.js";
import type { QueryParameter } from "./query-parameters.js";
import { utf8ByteText } from "./utf8.js";

/**
 * The query as it is signed: `name=value` joined by `&`, encoded anew, sorted by the UTF-8 bytes of the decoded name.
 * Parameters of one name keep their order, since it may carry a meaning.
 */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  return parameters
    .map(({ name, value }) => [utf8ByteText(name), `${percentEncode(name)}=${percentEncode(value)}`] as const)
    .sort(([left], [right]) => Number(left > right) - Number(left < right))
    .map(([, text]) => text)
    .join("&");
}
