import { headerNames } from "../generated/scheme.js";
import { type CanonicalRequestParts, canonicalHeaders, type SignedHeader } from "../sign/canonical-request.js";
import type { Evidence } from "./evidence.js";
import type { Suspect } from "./finding.js";

/** Content types that libraries commonly send for JSON, or when none is given. */
const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=utf-8",
  "application/json; charset=UTF-8",
  "application/json;charset=UTF-8",
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=utf-8",
];

/** Ways in which the headers may have been signed: with another value, other white space, or another list of names. */
export function* headerSuspects(evidence: Evidence, { headers }: CanonicalRequestParts): Generator<Suspect> {
  const signedValue = (name: string) => headers.find(([signed]) => signed === name)?.[1];
  const replace = (name: string, value: string) => ({
    headers: headers.map((header): SignedHeader => (header[0] === name ? [name, value] : header)),
  });

  const host = signedValue("host") ?? "";
  const replacements = [
    {
      kind: "content-type-changed",
      name: "content-type",
      values: contentTypes,
      what: "the signature is made for another Content-Type",
      advice: "Set Content-Type yourself before signing, as the library will send it.",
    },
    {
      kind: "host-changed",
      name: "host",
      values: otherHosts(host, evidence),
      what: "the signature is made for another Host",
      advice: "Sign the host that is sent, in lower case and without the default port; a proxy must pass Host on.",
    },
  ] as const;
  for (const { kind, name, values, what, advice } of replacements) {
    const actual = signedValue(name);
    if (actual === undefined) continue;
    for (const expected of values) {
      if (expected !== actual) yield { kind, what, expected, actual, advice, parts: replace(name, expected) };
    }
  }
  for (const [name, value] of headers) {
    const collapsed = value.replace(/\s+/g, " ");
    const raw = rawValue(evidence, name);
    if (collapsed !== value) yield whiteSpace(name, "its inner white space made one space", replace(name, collapsed));
    if (raw !== value) yield whiteSpace(name, "the white space around its value", replace(name, raw));
  }
  yield* otherOrders(headers);
  yield* otherLists(evidence, headers);
}

/** The canonical headers in another order, with SignedHeaders in the same order or not. */
function* otherOrders(headers: readonly SignedHeader[]): Generator<Suspect> {
  const reordered = (order: typeof byBytes) => (text: string) =>
    text.replace(canonicalHeaders(headers), () => canonicalHeaders(headers.toSorted(order)));
  const kind = "header-order";
  const sameOrder = "Name the headers in SignedHeaders in the order of the canonical headers, and sign that list.";
  yield {
    kind,
    what: "the canonical headers were sorted, and SignedHeaders was not",
    advice: sameOrder,
    rewrite: reordered(byBytes),
  };
  yield {
    kind,
    what: "the canonical headers were sorted by the rules of a language",
    advice: "Sort the names by their bytes, in which - stands before digits, digits before _ and _ before letters.",
    rewrite: reordered(byLanguage),
  };
  yield {
    kind,
    what: "the signature is made for SignedHeaders in its sorted order",
    advice: sameOrder,
    parts: { headers: headers.toSorted(byBytes) },
  };
}

function whiteSpace(name: string, how: string, parts: Pick<CanonicalRequestParts, "headers">): Suspect {
  return {
    kind: "header-white-space",
    what: `the signature is made for the header ${name} with ${how}`,
    advice: "Sign a value with its inner white space as it is sent, and without what stands around the value.",
    parts,
  };
}

/** The value as it stands in the request, not trimmed. */
function rawValue({ request }: Evidence, name: string): string {
  return [...request.headers].find(([sent]) => sent.toLowerCase() === name)?.[1] ?? "";
}

function byBytes([left]: SignedHeader, [right]: SignedHeader): number {
  return left < right ? -1 : 1;
}

function byLanguage([left]: SignedHeader, [right]: SignedHeader): number {
  return left.localeCompare(right);
}

function otherHosts(host: string, { lines }: Evidence): string[] {
  const name = host.replace(/:\d+$/, "");
  const forwarded = ["x-forwarded-host", "x-original-host"].flatMap((header) => lines.get(header) ?? []);
  const hosts = [...forwarded, name, `${name}:443`, `${name}:80`, host.toLowerCase()];
  return [...new Set(hosts)];
}

/** SignedHeaders with one header more or less. The bound is far above what requests have. */
function* otherLists({ lines }: Evidence, headers: readonly SignedHeader[]): Generator<Suspect> {
  const listed = new Set(headers.map(([name]) => name));
  for (const [name, [value = ""]] of [...lines].slice(0, 64)) {
    if (name === headerNames.date || name === headerNames.authorization) continue;
    const others = headers.filter(([other]) => other !== name);
    const changed = listed.has(name) ? others : [...others, [name, value] as const].toSorted(byBytes);
    yield {
      kind: "signed-headers-changed",
      what: `the signature is made ${listed.has(name) ? "without" : "with"} the header ${name}`,
      advice: "Name in SignedHeaders exactly the headers of the canonical request.",
      parts: { headers: changed },
    };
  }
}
