import { queryCredentialNames } from "../generated/scheme.js";
import { utf8ByteText } from "./digest.js";

/** One parameter of a query, decoded; `value` is empty where the query has no `=`. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/**
 * The path as it is signed: split at `/`, each segment decoded once and encoded once, so that every spelling of the
 * same segment signs alike. `//`, `.` and `..` stay, and `%2F` stays inside its segment; an empty path is `/`.
 * Undefined where an escape is broken.
 */
export function canonicalUri(path: string): string | undefined {
  try {
    const segments = path.split("/").map((segment) => percentEncode(decodeURIComponent(segment)));
    return segments.join("/") || "/";
  } catch {
    return undefined;
  }
}

/**
 * The query as it is signed: `name=value` joined by `&`, encoded anew, sorted by the UTF-8 bytes of the decoded name.
 * Parameters of one name keep their order, since it may carry a meaning.
 */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  return parameters
    .map((parameter) => [utf8ByteText(parameter.name), encodeParameter(parameter)] as const)
    .sort(([left], [right]) => Number(left > right) - Number(left < right))
    .map(([, text]) => text)
    .join("&");
}

/** A parameter as it is signed. */
export function encodeParameter({ name, value }: QueryParameter): string {
  return `${percentEncode(name)}=${percentEncode(value)}`;
}

/**
 * The parameters of a raw query (without its `?`), decoded, in the order of the query. `+` is a space, and nothing
 * between two `&` is no parameter, both as in forms (WHATWG URL, section 5.1). Undefined where an escape is broken.
 */
export function parseQuery(query: string): QueryParameter[] | undefined {
  try {
    // URLSearchParams lets a broken escape pass. The result of decoding is used, since a bundler may remove a call whose
    // result nobody reads, and with it the error that it throws.
    const decodable = decodeURIComponent(query) && query;
    // A first `?` is dropped, and a query may begin with one of its own.
    return Array.from(new URLSearchParams(`?${decodable}`), ([name, value]) => ({ name, value }));
  } catch {
    return undefined;
  }
}

/**
 * Whether a query carries credentials of its own, in any case of letters. Beside an Authorization header these leave
 * open which of the two was meant, so a request has one or the other.
 */
export function hasQueryCredentials(parameters: readonly QueryParameter[]): boolean {
  return parameters.some(({ name }) => (queryCredentialNames as readonly string[]).includes(name.toLowerCase()));
}

/**
 * Percent-encodes the UTF-8 bytes of a text: only `A-Z a-z 0-9 - _ . ~` stay (the unreserved set of RFC 3986,
 * section 2.3), the hexadecimal digits are upper-case. The text must not hold half a surrogate pair.
 */
function percentEncode(text: string): string {
  // encodeURIComponent follows the older RFC 2396 and leaves these five alone.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
