import { percentDecode } from "./percent-encoding.js";

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
  const parameters: QueryParameter[] = [];
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
    const value = decodePart(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    parameters.push({ name, value });
  }
  return parameters;
}

function decodePart(part: string): string | undefined {
  return percentDecode(part.replaceAll("+", " "));
}
