import { maximumTargetLength } from "../checks.js";
import {
  canonicalQuery,
  canonicalUri,
  hasQueryCredentials,
  parseQuery,
  type QueryParameter,
} from "../sign/canonical-target.js";

/** A request target (RFC 9112, section 3.2.1) as it is signed. */
export interface CanonicalTarget {
  readonly uri: string;
  readonly query: string;
}

/** A path that is canonical as it stands, with no query; nearly all targets are. */
const canonicalPath = /^\/[\w.~/-]*$/;

/** Reads a raw request target as it is signed beside an Authorization header, or says why it cannot be. */
export function parseRequestTarget(
  target: string,
): CanonicalTarget | "target-too-long" | "malformed-target" | "credentials-in-query" {
  if (target.length <= maximumTargetLength && canonicalPath.test(target)) return { uri: target, query: "" };
  const read = readRequestTarget(target);
  if (typeof read === "string") return read;
  const { uri, parameters } = read;
  return hasQueryCredentials(parameters) ? "credentials-in-query" : { uri, query: canonicalQuery(parameters) };
}

/** A request target with its path canonical and its query decoded. */
interface DecodedTarget {
  readonly uri: string;
  readonly parameters: readonly QueryParameter[];
}

/** Reads a raw request target: the path as sent and, behind the first `?`, the query as sent. */
export function readRequestTarget(target: string): DecodedTarget | "target-too-long" | "malformed-target" {
  if (target.length > maximumTargetLength) return "target-too-long";
  // A fragment is never sent; letters beyond ASCII would come in an encoding that nobody can know.
  if (!/^(?:$|[/?])[!"$-~]*$/.test(target)) return "malformed-target";
  const [path = ""] = target.split("?", 1);
  const uri = canonicalUri(path);
  const parameters = parseQuery(target.slice(path.length + 1));
  return uri === undefined || parameters === undefined ? "malformed-target" : { uri, parameters };
}
