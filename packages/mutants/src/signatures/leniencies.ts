import { type Claim, type Leniency, sha256, valuesOf, withLine } from "./lenient-verifier.js";

/** A verifier that holds a request to all but one thing. */
export type LenientRow = readonly [detail: string, description: string, leniency: Leniency];

const halves = (from: number, to: number) => (expected: string, sent: string) =>
  sent.length === expected.length && sent.slice(from, to) === expected.slice(from, to);
const json = "application/json";

/**
 * Ways to verify all but one part of a signature.
 *
 * @param paths of all operations
 */
export function leniencies(paths: readonly string[]): readonly LenientRow[] {
  const ending = (path: string) => paths.find((own) => path.endsWith(own)) ?? "";
  return [
    // The canonical request.
    [
      "method-not-covered",
      "signed for any method",
      { readings: (request) => methods.map((method) => ({ ...request, method })) },
    ],
    [
      "path-not-covered",
      "signed for any operation",
      { readings: (request) => paths.map((path) => onPath(request, (own) => own.replace(ending(own), path))) },
    ],
    [
      "path-in-any-case",
      "signed for the path in capitals",
      { readings: (request) => [onPath(request, (path) => path.toUpperCase())] },
    ],
    [
      "path-with-any-slashes",
      "signed for the path with a slash more",
      { readings: (request) => slashes.map((change) => onPath(request, change)) },
    ],
    ["query-not-covered", "whatever the query", { queryOf: () => "" }],
    ["query-unsorted", "signed with the query as it came", { queryOf: (query) => query }],
    [
      "query-values-sorted",
      "values of one name in any order",
      { queryOf: (query) => query.split("&").toSorted().join("&") },
    ],
    [
      "host-not-covered",
      "signed for the server's own address, whatever Host says",
      { readings: (request) => [withLine(request, "host", request.ownHost)] },
    ],
    [
      "host-without-port",
      "whatever port Host says",
      {
        readings: (request) =>
          hostname(valuesOf(request, "host")[0] ?? "") === hostname(request.ownHost)
            ? [withLine(request, "host", request.ownHost)]
            : [],
      },
    ],
    [
      "content-type-not-covered",
      "whatever Content-Type says",
      { readings: (request) => [withLine(request, "content-type", json)] },
    ],
    [
      "content-type-by-media-type",
      "signed with another parameter of Content-Type",
      {
        readings: (request) => [json, `${json}; charset=utf-8`].map((type) => withLine(request, "content-type", type)),
      },
    ],
    [
      "content-hash-believed",
      "signed over the hash that X-Content-Sha256 tells",
      { leavesOut: "content-hash", hashOf: (request) => valuesOf(request, "x-content-sha256")[0] },
    ],
    ["content-hash-not-compared", "whatever X-Content-Sha256 says", { leavesOut: "content-hash" }],
    ["body-not-hashed", "signed as if there were no body", { hashOf: () => sha256("") }],
    // The names of the signed headers.
    ["names-in-any-case", "SignedHeaders in capitals", { leavesOut: "names-lower-case" }],
    ["names-twice", "a name twice in SignedHeaders", { leavesOut: "names-unique" }],
    ["names-not-sent", "a signed header that was not sent", { leavesOut: "names-sent" }],
    ["headers-twice", "a signed header in two lines", { leavesOut: "headers-once" }],
    ["date-unsigned", "X-Date need not be signed", { leavesOut: "date-signed" }],
    ["session-unsigned", "X-Security-Token need not be signed", { leavesOut: "session-signed" }],
    // The scope, the date and the key.
    ["day-not-held", "a scope of another day than the date's", { leavesOut: "day" }],
    ["service-not-held", "a scope of any service", { leavesOut: "service" }],
    ["terminator-not-held", "a scope that ends in any word", { leavesOut: "terminator" }],
    [
      "region-not-read",
      "whatever region the scope says",
      { scopeOf: (_request, { scope }, region) => scope.with(1, region) },
    ],
    [
      "service-not-read",
      "whatever service the scope says",
      { leavesOut: "service", scopeOf: (_request, { scope }) => scope.with(2, "air") },
    ],
    [
      "day-not-read",
      "whatever day the scope says",
      { leavesOut: "day", scopeOf: (request, { scope }) => scope.with(0, dayOf(request)) },
    ],
    ["past-not-held", "signed any time ago", { leavesOut: "not-in-the-past" }],
    ["future-not-held", "signed for any time to come", { leavesOut: "not-in-the-future" }],
    ["algorithm-not-held", "any algorithm by name", { leavesOut: "algorithm" }],
    [
      "key-in-any-case",
      "an access key's id in any case",
      { isKey: (own, sent) => own.toLowerCase() === sent.toLowerCase() },
    ],
    ["key-by-beginning", "the beginning of an access key's id", { isKey: (own, sent) => own.startsWith(sent) }],
    ["key-that-goes-on", "an access key's id with more to it", { isKey: (own, sent) => sent.startsWith(own) }],
    ["secret-of-any-key", "signed with the secret of any key", { anySecret: true }],
    // The signature itself, and its header.
    ["first-half-alone", "the second half of the signature is not compared", { isSignature: halves(0, 32) }],
    ["second-half-alone", "the first half of the signature is not compared", { isSignature: halves(32, 64) }],
    ["last-digit-left-out", "the last digit of the signature is not compared", { isSignature: halves(0, 63) }],
    ["first-digit-left-out", "the first digit of the signature is not compared", { isSignature: halves(1, 64) }],
    [
      "signature-by-beginning",
      "the beginning of a signature is enough",
      { isSignature: (expected, sent) => expected.startsWith(sent) },
    ],
    [
      "signature-that-goes-on",
      "a signature with more to it",
      { isSignature: (expected, sent) => sent.startsWith(expected) },
    ],
    ["first-authorization", "the first of two Authorization lines", { leavesOut: "one-authorization" }],
    [
      "last-authorization",
      "the last of two Authorization lines",
      { leavesOut: "one-authorization", lastAuthorization: true },
    ],
  ];
}

const methods = ["GET", "post", "PUT"];
const slashes = [(path: string) => `${path}/`, (path: string) => path.replace(/\/(?=[^/]*$)/, "//")];

type Request = Parameters<NonNullable<Leniency["readings"]>>[0];

function onPath(request: Request, change: (path: string) => string): Request {
  const [path = "", ...query] = request.target.split("?");
  return { ...request, target: [change(path), ...query].join("?") };
}

function hostname(host: string): string {
  return host.replace(/:\d+$/, "");
}

function dayOf(request: Request): string {
  return (valuesOf(request, "x-date")[0] ?? "").slice(0, 8);
}

/** A rule that a verifier adds, by which it refuses what real signers sign: its name, what is said of it, and when. */
export type StrictRow = readonly [
  detail: string,
  description: string,
  isRefused: (request: Request, claim: Claim, region: string) => boolean,
];

const requires =
  (name: string): StrictRow["2"] =>
  (_request, { names }) =>
    !names.includes(name);

/** Ways to refuse what is signed rightly. */
export const addedRules: readonly StrictRow[] = [
  ["one-region", "one region alone is known", (_request, { scope }, region) => scope[1] !== region],
  ["no-empty-region", "a region must be named", (_request, { scope }) => scope[1] === ""],
  ["host-must-be-signed", "Host must be signed", requires("host")],
  ["content-type-must-be-signed", "Content-Type must be signed", requires("content-type")],
  ["content-hash-must-be-signed", "X-Content-Sha256 must be signed", requires("x-content-sha256")],
  [
    "content-hash-must-be-sent",
    "X-Content-Sha256 must be sent",
    (request) => valuesOf(request, "x-content-sha256").length === 0,
  ],
  [
    "names-must-be-sorted",
    "SignedHeaders must be sorted",
    (_request, { names }) => names.join() !== names.toSorted().join(),
  ],
  [
    "known-names-alone",
    "no header but the usual ones may be signed",
    (_request, { names }) => names.some((name) => !usual.has(name)),
  ],
  [
    "no-default-port",
    "Host may not name a default port",
    (request) => /:(?:80|443)$/.test(valuesOf(request, "host")[0] ?? ""),
  ],
  ["plus-as-plus", "a + in a query is no space", ({ target }) => /\?.*\+/.test(target)],
  ["no-query", "a request with a query is said to be signed wrongly", ({ target }) => target.includes("?")],
];

const usual = new Set(["content-type", "host", "x-content-sha256", "x-date", "x-security-token"]);
