import {
  type CanonicalRequestParts,
  canonicalQuery,
  canonicalUri,
  encodeParameter,
  parseQuery,
  percentDecode,
  type QueryParameter,
} from "../sign/canonical-request.js";
import type { Evidence } from "./evidence.js";
import type { Suspect } from "./finding.js";

/** Path and query as they may have been signed: encoded or sorted otherwise, or changed on the way. */
export function* targetSuspects({ request }: Evidence, parts: CanonicalRequestParts): Generator<Suspect> {
  const [path = "", ...queryParts] = request.target.split("?");
  yield* pathSuspects(path, parts.uri);
  yield* querySuspects(queryParts.join("?"), parts.query);
}

function* pathSuspects(path: string, actual: string): Generator<Suspect> {
  const suspect = (kind: Suspect["kind"], what: string, advice: string, uri: string | undefined): Suspect[] =>
    uri === undefined || uri === actual ? [] : [{ kind, what, expected: uri, actual, advice, parts: { uri } }];

  const normalised = "Resolve the path before it is signed, and keep proxies from doing it afterwards.";
  const resolved = new URL(`http://host${path.startsWith("/") ? path : `/${path}`}`).pathname;
  for (const [what, uri] of [
    ["the signature is made for the path without its dot segments", canonicalUri(resolved)],
    ["the signature is made for the path without its empty segments", actual.replace(/\/{2,}/g, "/")],
    ["the signature is made for the path with a slash at its end", `${actual}/`],
    ["the signature is made for the path without the slash at its end", actual.replace(/\/+$/, "")],
    ["the signature is made for the path with / in place of %2F", actual.replaceAll("%2F", "/")],
  ] as const) {
    yield* suspect("path-normalised", what, normalised, uri);
  }

  const twice = "Encode the path once: give it to the HTTP library and to the signer in the same form.";
  const sentTwice = percentDecode(actual);
  yield* suspect(
    "path-encoded-twice",
    "the path was encoded once more after it was signed",
    twice,
    sentTwice && canonicalUri(sentTwice),
  );
  yield* suspect("path-encoded-twice", "the path was encoded twice for signing", twice, actual.replaceAll("%", "%25"));
  yield* suspect("path-changed", "the path was signed without being encoded anew", encoding, path);
  yield* suspect("path-changed", "the path was signed decoded", encoding, percentDecode(path));
}

function* querySuspects(query: string, actual: string): Generator<Suspect> {
  const suspect = (kind: Suspect["kind"], what: string, advice: string, signed: string | undefined): Suspect[] =>
    signed === undefined || signed === actual
      ? []
      : [{ kind, what, expected: signed, actual, advice, parts: { query: signed } }];

  const withPlus = parseQuery(query.replaceAll("+", "%2B"));
  yield* suspect(
    "plus-in-query",
    "a + of the query was signed as a plus and is received as a space",
    "Send a plus as %2B and a space as %20.",
    withPlus && canonicalQuery(withPlus),
  );
  // Twice over: a plus of ours, encoded, is what others sign where a + is received.
  const withSpace = parseQuery(query.replace(/%2B/gi, "%20"));
  yield* suspect(
    "plus-in-query",
    "a %2B of the query was signed as a space and is received as a plus",
    "Send a plus as %2B and a space as %20.",
    withSpace && canonicalQuery(withSpace),
  );

  const parameters = parseQuery(query) ?? [];
  const order = "Sort by the UTF-8 bytes of the decoded names alone, and keep the order of values under one name.";
  const what = "the query was signed in another order";
  const inOrder = parameters.map(encodeParameter).join("&");
  yield* suspect("query-order", what, order, inOrder);
  yield* suspect("query-order", what, order, inOrder.split("&").sort().join("&"));
  yield* suspect("query-order", what, order, parameters.toSorted(byCodeUnits).map(encodeParameter).join("&"));
  yield* suspect("query-changed", "the query was signed without being encoded anew", encoding, query);
  yield* suspect("query-changed", "the query was not signed", "Sign the query that is sent, or add none later.", "");
}

const encoding = "Decode and encode anew: all but A-Z a-z 0-9 - _ . ~ as %XX in upper case, a space as %20.";

/** The order of JavaScript's and Java's texts, which differs from that of UTF-8 beyond U+FFFF. */
function byCodeUnits(left: QueryParameter, right: QueryParameter): number {
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}
