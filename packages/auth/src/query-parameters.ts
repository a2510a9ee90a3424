/** One parameter of a query, decoded; `value` is empty where the query has no `=`. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/**
 * The parameters of a raw query (without its `?`), decoded, in the order of the query. `+` is a space, and nothing
 * between two `&` is no parameter, both as in forms (WHATWG URL, section 5.1). Undefined where an escape is broken.
 */
export function parseQuery(query: string): QueryParameter[] | undefined {
  try {
    // URLSearchParams lets a broken escape pass. What decoding gives is used, if only for its emptiness: a bundler leaves
    // out a call whose result nobody reads, and with it what it throws.
    const decodable = decodeURIComponent(query) && query;
    // A first `?` is dropped, and a query may begin with one of its own.
    return Array.from(new URLSearchParams(`?${decodable}`), ([name, value]) => ({ name, value }));
  } catch {
    return undefined;
  }
}
