import { maximumTargetLength } from "../checks.js";
import { canonicalQuery, canonicalUri, isOfScheme, parseQuery, type QueryParameter } from "../sign/canonical-target.js";

/** A request target (RFC 9112, section 3.2.1) as it is signed. */
export interface CanonicalTarget {
  readonly uri: string;
  readonly query: string;
}

/** A target without a query, whose path is canonical already; nearly all targets are. */
const canonicalPath = /^\/[\w.~/-]*$/;

/**
 * Reads the raw target of a request with an Authorization header in the form that is signed, or gives the reason for
 * refusing it.
 */
export function parseRequestTarget(
  target: string,
): CanonicalTarget | "target-too-long" | "malformed-target" | "credentials-in-query" {
  if (target.length <= maximumTargetLength && canonicalPath.test(target)) return { uri: target, query: "" };
  const read = readRequestTarget(target);
  if (typeof read === "string") return read;
  const { uri, parameters } = read;
  return parameters.some(isOfScheme) ? "credentials-in-query" : { uri, query: canonicalQuery(parameters) };
}

/** A request target with its path canonical and its query decoded. */
interface DecodedTarget {
  readonly uri: string;
  readonly parameters: readonly QueryParameter[];
}

/** Reads a raw request target: the path as sent and, behind the first `?`, the query as sent. */
export function readRequestTarget(target: string): DecodedTarget | "target-too-long" | "malformed-target" {
  if (target.length > maximumTargetLength) return "target-too-long";
  // A fragment is never sent, and letters beyond ASCII would be in an unknown encoding.
  if (!/^(?:$|[/?])[!"$-~]*$/.test(target)) return "malformed-target";
  const [path = ""] = target.split("?", 1);
  const uri = canonicalUri(path);
  const parameters = parseQuery(target.slice(path.length + 1));
  return uri === undefined || parameters === undefined ? "malformed-target" : { uri, parameters };
}
