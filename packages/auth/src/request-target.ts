import { canonicalQuery } from "./canonical-query.js";
import { canonicalUri } from "./canonical-uri.js";
import { hasQueryCredentials } from "./query-credentials.js";
import { parseQuery } from "./query-parameters.js";
import type { RefusalReason } from "./refusal-reason.js";

/** A request target (RFC 9112, section 3.2.1) as it is signed. */
export interface CanonicalTarget {
  readonly uri: string;
  readonly query: string;
}

/** Why a request target cannot be read. */
export type TargetRefusal = Extract<RefusalReason, "target-too-long" | "malformed-target" | "credentials-in-query">;

/** Node's own limit for all headers together, so no request that arrives there is refused for it. */
const maximumLength = 16_384;

/** Reads a raw request target: the path as sent and, behind the first `?`, the query as sent. */
export function parseRequestTarget(target: string): CanonicalTarget | TargetRefusal {
  if (target.length > maximumLength) return "target-too-long";
  // A fragment is never sent; letters beyond ASCII would come in an encoding that nobody can know.
  if (!/^(?:$|[/?])[\x21\x22\x24-\x7e]*$/.test(target)) return "malformed-target";
  const questionMark = target.indexOf("?");
  const path = questionMark === -1 ? target : target.slice(0, questionMark);
  const uri = canonicalUri(path);
  const parameters = parseQuery(questionMark === -1 ? "" : target.slice(questionMark + 1));
  if (uri === undefined || parameters === undefined) return "malformed-target";
  if (hasQueryCredentials(parameters)) return "credentials-in-query";
  return { uri, query: canonicalQuery(parameters) };
}
