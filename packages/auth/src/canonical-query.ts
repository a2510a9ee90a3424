import { percentEncode } from "./percent-encoding.js";
import type { QueryParameter } from "./query-parameters.js";
import { utf8Bytes } from "./utf8.js";

/**
 * The query as it is signed: `name=value` joined by `&`, encoded anew, sorted by the UTF-8 bytes of the decoded name.
 * Parameters of one name keep their order, since it may carry a meaning.
 */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  return parameters
    .map(({ name, value }) => ({
      // Not `<` on the texts: UTF-16 puts U+1F600 before U+FF5E, UTF-8 behind it.
      order: utf8Bytes(name),
      text: `${percentEncode(name)}=${percentEncode(value)}`,
    }))
    .sort((left, right) => compareBytes(left.order, right.order))
    .map(({ text }) => text)
    .join("&");
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  for (const [index, byte] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (byte !== other) return byte - other;
  }
  return left.length - right.length;
}
