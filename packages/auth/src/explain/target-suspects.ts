import type { CanonicalRequestParts } from "../sign/canonical-request.js";
import {
  canonicalQuery,
  canonicalUri,
  encodeParameter,
  parseQuery,
  type QueryParameter,
} from "../sign/canonical-target.js";
import type { Evidence } from "./evidence.js";
import type { Suspect } from "./finding.js";
import { percentDecode } from "./redaction.js";

const encoding = "Decode and encode anew: all but A-Z a-z 0-9 - _ . ~ as %XX in upper case, a space as %20.";
const adviceOn = {
  "path-normalised": "Resolve the path before it is signed, and keep proxies from doing it afterwards.",
  "path-encoded-twice": "Encode the path once: give it to the HTTP library and to the signer in the same form.",
  "path-changed": encoding,
  "plus-in-query": "Send a plus as %2B and a space as %20.",
  "query-order": "Sort by the UTF-8 bytes of the decoded names alone, and keep the order of values under one name.",
  "query-changed": encoding,
};

/** A form in which the path or query may have been signed; undefined when what was sent has no such form. */
type Reading = readonly [kind: keyof typeof adviceOn, what: string, signed: string | undefined, advice?: string];

/** Path and query as they may have been signed: encoded or sorted otherwise, or changed on the way. */
export function* targetSuspects({ request }: Evidence, parts: CanonicalRequestParts): Generator<Suspect> {
  const [path = "", ...queryParts] = request.target.split("?");
  const readings = { uri: pathReadings(path, parts.uri), query: queryReadings(queryParts.join("?")) };
  for (const part of ["uri", "query"] as const) {
    const actual = parts[part];
    for (const [kind, what, signed, advice = adviceOn[kind]] of readings[part]) {
      if (signed === undefined || signed === actual) continue;
      yield { kind, what, expected: signed, actual, advice, parts: { [part]: signed } };
    }
  }
}

function pathReadings(path: string, actual: string): Reading[] {
  const resolved = new URL(`http://host${path.startsWith("/") ? path : `/${path}`}`).pathname;
  const sentTwice = percentDecode(actual);
  return [
    ["path-normalised", "the signature is made for the path without its dot segments", canonicalUri(resolved)],
    [
      "path-normalised",
      "the signature is made for the path without its empty segments",
      actual.replace(/\/{2,}/g, "/"),
    ],
    ["path-normalised", "the signature is made for the path with a slash at its end", `${actual}/`],
    ["path-normalised", "the signature is made for the path without the slash at its end", actual.replace(/\/+$/, "")],
    ["path-normalised", "the signature is made for the path with / in place of %2F", actual.replaceAll("%2F", "/")],
    ["path-encoded-twice", "the path was encoded once more after it was signed", sentTwice && canonicalUri(sentTwice)],
    ["path-encoded-twice", "the path was encoded twice for signing", actual.replaceAll("%", "%25")],
    ["path-changed", "the path was signed without being encoded anew", path],
    ["path-changed", "the path was signed decoded", percentDecode(path)],
  ];
}

function queryReadings(query: string): Reading[] {
  const plusAsPlus = canonical(query.replaceAll("+", "%2B"));
  const plusAsSpace = canonical(query.replace(/%2B/gi, "%20"));
  const parameters = parseQuery(query) ?? [];
  const encoded = parameters.map(encodeParameter);
  const byCodeUnit = parameters.toSorted(byCodeUnits).map(encodeParameter);
  return [
    // Both directions are tried: the signer or the receiver may have misread the character.
    ["plus-in-query", "a + of the query was signed as a plus and is received as a space", plusAsPlus],
    ["plus-in-query", "a %2B of the query was signed as a space and is received as a plus", plusAsSpace],
    ["query-order", "the query was signed in another order", encoded.join("&")],
    ["query-order", "the query was signed in another order", encoded.toSorted().join("&")],
    ["query-order", "the query was signed in another order", byCodeUnit.join("&")],
    ["query-changed", "the query was signed without being encoded anew", query],
    ["query-changed", "the query was not signed", "", "Sign the query that is sent, or add none later."],
  ];
}

function canonical(query: string): string | undefined {
  const parameters = parseQuery(query);
  return parameters && canonicalQuery(parameters);
}

/** Orders as JavaScript and Java compare texts: by UTF-16 units, which differs from UTF-8 beyond U+FFFF. */
function byCodeUnits([left]: QueryParameter, [right]: QueryParameter): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
