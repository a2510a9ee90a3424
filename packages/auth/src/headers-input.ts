/** Headers as name and value pairs (an array, a Map, the fetch API's Headers) or as an object. */
export type HeadersInput = Iterable<readonly [name: string, value: string]> | Readonly<Record<string, string>>;

/** The headers as pairs, whichever way they were given. */
export function headerPairs(headers: HeadersInput): Iterable<readonly [name: string, value: string]> {
  return Symbol.iterator in headers ? (headers as Iterable<readonly [string, string]>) : Object.entries(headers);
}
