import { queryParameterPattern } from "../generated/scheme.js";
import { utf8ByteText } from "./digest.js";

/** One parameter of a query, decoded; its value is empty where the query has no `=`. */
export type QueryParameter = readonly [name: string, value: string];

/**
 * The path in the form that is signed. It is split at `/`, and each segment is decoded once and encoded once, so that
 * every spelling of a segment is signed alike. `//`, `.` and `..` stay, and `%2F` stays inside its segment; an empty
 * path becomes `/`. Undefined when an escape is broken.
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
 * The query in the form that is signed: `name=value` joined by `&`, encoded again, sorted by the UTF-8 bytes of the
 * decoded names. Parameters of one name keep their order, since it may have a meaning.
 */
export function canonicalQuery(parameters: readonly QueryParameter[]): string {
  return parameters
    .map((parameter) => [utf8ByteText(parameter[0]), encodeParameter(parameter)] as const)
    .sort(([left], [right]) => Number(left > right) - Number(left < right))
    .map(([, text]) => text)
    .join("&");
}

/** A parameter as it is signed. */
export function encodeParameter(parameter: QueryParameter): string {
  return parameter.map(percentEncode).join("=");
}

/**
 * The parameters of a raw query (without its `?`), decoded, in their order. As in forms, `+` is a space, and an empty
 * part between two `&` is skipped (WHATWG URL, section 5.1). Undefined when an escape is broken.
 */
export function parseQuery(query: string): QueryParameter[] | undefined {
  try {
    // URLSearchParams accepts broken escapes, so decoding is tried first. Its result is used, since a bundler may
    // remove a call whose result is unused, and with it the error.
    const decodable = decodeURIComponent(query) && query;
    // URLSearchParams drops a leading `?`, and the query may begin with one of its own.
    return [...new URLSearchParams(`?${decodable}`)];
  } catch {
    return undefined;
  }
}

/**
 * Whether a parameter belongs to the signature of a presigned link, in any case of letters. A request has these or an
 * Authorization header, never both: it would be unclear which of them counts.
 */
export function isOfScheme([name]: QueryParameter): boolean {
  return queryParameterPattern.test(name);
}

/**
 * Percent-encodes the UTF-8 bytes of a text. Only `A-Z a-z 0-9 - _ . ~` stay (the unreserved set of RFC 3986, section
 * 2.3); the hexadecimal digits are upper-case. The text must not hold half a surrogate pair.
 */
function percentEncode(text: string): string {
  // encodeURIComponent follows the older RFC 2396, which does not escape these five.
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
