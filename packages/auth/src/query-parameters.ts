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
    // URLSearchParams lets a broken escape pass.
    decodeURIComponent(query);
  } catch {
    return undefined;
  }
  // A first `?` is dropped, and a query may begin with one of its own.
  return Array.from(new URLSearchParams(`?${query}`), ([name, value]) => ({ name, value }));
}
