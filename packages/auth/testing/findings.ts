import { expect } from "vitest";
import type { ExplainOptions } from "../src/explain/index.js";
import { type Difference, headersWith, now } from "./received.js";
import { sha256 } from "./reference-signer.js";

/** The key of the base request. */
export const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
/** What a request is held against where a row names nothing else. */
export const options: ExplainOptions = { credentials, now: () => now };
const temporary = { accessKeyId: "AKTPEXAMPLE", secretAccessKey: "temporary-secret", sessionToken: "STSexample==" };

/** A kind of finding, a request that has it, what else it says, and what the request is held against. */
type FindingRow = readonly [kind: string, difference: Difference, found?: object, options?: ExplainOptions];

const path = "/api/knowledge/doc/info";
const unhashed = { signedHeaders: headersWith({ "x-content-sha256": undefined }) };
/** JSON that libraries write in several ways. */
export const json = '{"doc_id":"文档","n":[1,2]}';
const hashOf = (body: string): Difference => ({
  body,
  signedHeaders: headersWith({ "x-content-sha256": sha256(body) }),
});

/** Requests with one fault each: signed for one thing, sent as another, otherwise sound. */
export const faults: Record<string, FindingRow> = {
  "no Authorization": ["missing-authorization", { authorization: [] }],
  "a doubled Authorization": ["repeated-authorization", { authorization: (signed) => [signed, signed] }],
  "a malformed Authorization": ["malformed-authorization", { authorization: "HMAC-SHA256 abc" }],
  "a bearer key": [
    "unsupported-algorithm",
    { authorization: "Bearer abc" },
    { expected: "HMAC-SHA256", actual: "Bearer" },
  ],
  "another terminator": [
    "wrong-terminator",
    { scope: "20260115/cn-beijing/air/aws4_request" },
    { expected: "request" },
  ],
  "another service": [
    "wrong-service",
    { scope: "20260115/cn-beijing/iam/request" },
    { expected: "air", actual: "iam" },
  ],
  "the scope of another day": [
    "scope-date-mismatch",
    { scope: "20260114/cn-beijing/air/request" },
    { expected: "20260115", actual: "20260114" },
  ],
  "a stale date": [
    "date-outside-window",
    {},
    {
      what: "X-Date lies 20 minutes 1 second before the clock that it is held against",
      expected: "20260115T085001Z, 15 minutes more or less",
      actual: "20260115T083000Z",
    },
    { ...options, now: () => new Date("2026-01-15T08:50:01.5Z") },
  ],
  "a date ahead": [
    "date-outside-window",
    {},
    { what: "X-Date lies 2 days 1 hour after the clock that it is held against" },
    { ...options, now: () => new Date("2026-01-13T07:30:00Z") },
  ],
  "a signed header that was dropped": [
    "missing-signed-header",
    { signedHeaders: headersWith({ "x-note": "a" }), sentHeaders: headersWith({}) },
    { what: "a header named in SignedHeaders was not sent: x-note" },
  ],
  "a signed header that came twice": [
    "repeated-signed-header",
    { sentHeaders: [...headersWith({}), ["HOST", "localhost:3000"]] },
    { what: "a header named in SignedHeaders was sent more than once: host" },
  ],
  "a body with another value": [
    "content-hash-mismatch",
    { sentBody: '{"doc_id":"d2"}' },
    { what: "X-Content-Sha256 is not the hash of the received body, which has 15 bytes" },
  ],
  "a body that came in late": [
    "content-hash-mismatch",
    { ...hashOf(""), sentBody: "x" },
    {
      what: "X-Content-Sha256 is not the hash of the received body, which has 1 byte: it is that of an empty body",
      expected: sha256("x"),
      actual: sha256(""),
    },
  ],
  "a body with a line break more": [
    "content-hash-mismatch",
    { sentBody: '{"doc_id":"d1"}\n' },
    { what: expect.stringContaining("without the line break at its end") },
  ],
  "a body with a line break less": [
    "content-hash-mismatch",
    { ...hashOf("a\n"), sentBody: "a" },
    { what: expect.stringContaining("with a line break at its end") },
  ],
  "a body with other line breaks": [
    "content-hash-mismatch",
    { ...hashOf("a\nb\nc"), sentBody: "a\r\nb\r\nc" },
    { what: expect.stringContaining("with line feeds for its line breaks") },
  ],
  "a body with a byte order mark": [
    "content-hash-mismatch",
    { ...hashOf("a"), sentBody: "\uFEFFa" },
    { what: expect.stringContaining("without its byte order mark") },
  ],
  "a body serialised twice": [
    "content-hash-mismatch",
    { ...hashOf(json), sentBody: JSON.stringify(json) },
    { what: expect.stringContaining("the JSON inside the JSON text") },
  ],
  "a body signed as Python writes it and sent as JavaScript does": [
    "content-hash-mismatch",
    { ...hashOf('{"doc_id": "\\u6587\\u6863", "n": [1, 2]}'), sentBody: json },
    { what: expect.stringContaining("the same JSON with other white space, escapes or order of keys") },
  ],
  "a JSON text signed in place of its value": [
    "content-hash-mismatch",
    { ...hashOf(JSON.stringify(json)), sentBody: json },
    { what: expect.stringContaining("the body as a JSON text of its own") },
  ],
  "a body of JSON that is too deep to be written": [
    "content-hash-mismatch",
    { sentBody: "[".repeat(200_000) + "]".repeat(200_000) },
    { what: "X-Content-Sha256 is not the hash of the received body, which has 400000 bytes" },
  ],
  "a body with its keys sorted, its hash not sent": [
    "body-changed",
    { ...unhashed, body: '{"a":1,"b":2}', sentBody: '{"b":2,"a":1}' },
    { what: expect.stringContaining("the same JSON") },
  ],
  "Content-Type altered by a library": [
    "content-type-changed",
    { sentHeaders: headersWith({ "content-type": "application/json; charset=utf-8" }) },
    { expected: "application/json", actual: "application/json; charset=utf-8" },
  ],
  "Host rewritten by a proxy": [
    "host-changed",
    {
      signedHeaders: headersWith({ host: "kb.example" }),
      sentHeaders: [...headersWith({ host: "10.0.0.1:8080" }), ["X-Forwarded-Host", "kb.example"]],
    },
    { expected: "kb.example", actual: "10.0.0.1:8080" },
  ],
  "Host signed without its port": [
    "host-changed",
    { signedHeaders: headersWith({ host: "localhost" }), sentHeaders: headersWith({}) },
    { expected: "localhost", actual: "localhost:3000" },
  ],
  "Host signed with a default port": [
    "host-changed",
    { signedHeaders: headersWith({ host: "a:443" }), sentHeaders: headersWith({ host: "a" }) },
    { expected: "a:443", actual: "a" },
  ],
  "inner white space signed as one space": [
    "header-white-space",
    { signedHeaders: headersWith({ "x-note": "a b" }), sentHeaders: headersWith({ "x-note": "a \t b" }) },
  ],
  "a header that SignedHeaders lost": [
    "signed-headers-changed",
    {
      signedHeaders: headersWith({ "x-note": "a" }),
      authorization: (signed) => signed.replace(";x-note", ""),
    },
    { what: "the signature is made with the header x-note" },
  ],
  "a header that SignedHeaders gained": [
    "signed-headers-changed",
    {
      signedHeaders: headersWith({ "content-type": undefined }),
      sentHeaders: headersWith({}),
      authorization: (signed) => signed.replace("host;", "content-type;host;"),
    },
    { what: "the signature is made without the header content-type" },
  ],
  "another method": ["method-changed", { sentMethod: "GET" }, { expected: "POST", actual: "GET" }],
  "the method in other letters": ["method-changed", { sentMethod: "post" }, { expected: "POST", actual: "post" }],
  "a path encoded after signing": [
    "path-encoded-twice",
    { canonicalUri: "/a%20b", target: "/a%2520b" },
    { expected: "/a%20b", actual: "/a%2520b" },
  ],
  "a path encoded twice for signing": [
    "path-encoded-twice",
    { canonicalUri: "/a%2520b", target: "/a%20b" },
    { expected: "/a%2520b", actual: "/a%20b" },
  ],
  "a path signed raw": ["path-changed", { canonicalUri: "/a+b", target: "/a+b" }],
  "dot segments resolved for signing": ["path-normalised", { canonicalUri: "/b", target: "/a/../b" }],
  "empty segments joined for signing": ["path-normalised", { canonicalUri: "/a/b", target: "/a//b" }],
  "a slash at the end lost on the way": ["path-normalised", { canonicalUri: `${path}/`, target: path }],
  "a slash at the end gained on the way": ["path-normalised", { canonicalUri: path, target: `${path}/` }],
  "%2F decoded for signing": ["path-normalised", { canonicalUri: "/a/b", target: "/a%2Fb" }],
  "a + signed as a plus": [
    "plus-in-query",
    { canonicalQuery: "q=a%2Bb", target: `${path}?q=a+b` },
    { expected: "q=a%2Bb", actual: "q=a%20b" },
  ],
  "a %2B signed as a space": ["plus-in-query", { canonicalQuery: "q=a%20b", target: `${path}?q=a%2Bb` }],
  "a query signed as it stands": ["query-order", { canonicalQuery: "b=1&a=2", target: `${path}?b=1&a=2` }],
  "values of one name sorted for signing": ["query-order", { canonicalQuery: "a=1&a=2", target: `${path}?a=2&a=1` }],
  "names sorted by UTF-16 for signing": [
    "query-order",
    {
      canonicalQuery: "a=&%F0%9F%98%80=1&%EF%BD%9E=2",
      target: `${path}?%EF%BD%9E=2&%F0%9F%98%80=1&a=`,
    },
  ],
  "a query signed raw": ["query-changed", { canonicalQuery: "a=b'c", target: `${path}?a=b'c` }],
  "a query that is not signed": ["query-changed", { target: `${path}?a=1` }, { expected: "", actual: "a=1" }],
  "a region changed on the way": [
    "scope-changed",
    { authorization: (signed) => signed.replace("cn-beijing", "cn-shanghai") },
    { expected: "20260115/cn-beijing/air", actual: "20260115/cn-shanghai/air" },
    { ...options, region: "cn-shanghai" },
  ],
  "credentials of another key": [
    "unknown-access-key",
    { accessKeyId: "AKLTOTHER", secretAccessKey: "other-secret" },
    { expected: "AKLTEXAMPLE", actual: "AKLTOTHER" },
  ],
  "a signing key of another day": [
    "signing-key-of-another-scope",
    { keyScope: "20260114/cn-beijing/air/request" },
    { expected: "20260114/cn-beijing/air", actual: "20260115/cn-beijing/air" },
  ],
  "no blank line in the canonical request": ["blank-line-missing", { rewrite: (text) => text.replace("\n\n", "\n") }],
  "headers sorted by a language": [
    "header-order",
    {
      signedHeaders: headersWith({ "x-a_1": "a", "x-a1": "b" }),
      rewrite: (text) => text.replace("x-a1:b\nx-a_1:a\n", "x-a_1:a\nx-a1:b\n"),
    },
  ],
  "white space around a value signed": [
    "header-white-space",
    { signedHeaders: headersWith({ "x-note": " a" }) },
    { what: expect.stringContaining("around its value") },
  ],
  "another secret": [
    "signature-mismatch",
    { secretAccessKey: "another-secret" },
    { advice: expect.stringMatching(/^The secret is another one, or something on the way changed/) },
  ],
  "a secret with a line break": ["secret-misread", { secretAccessKey: "example-secret\n" }],
  "a secret with AWS's prefix": ["secret-misread", { secretAccessKey: "AWS4example-secret" }],
  "the id for the secret": ["secret-misread", { secretAccessKey: "AKLTEXAMPLE" }],
  "a temporary key without its token": [
    "missing-security-token",
    temporary,
    {},
    { ...options, credentials: temporary },
  ],
  "another token": [
    "wrong-security-token",
    { ...temporary, signedHeaders: headersWith({ "x-security-token": "STSother" }) },
    {},
    { ...options, credentials: temporary },
  ],
  "a token that is not signed": [
    "unsigned-security-token",
    { ...temporary, sentHeaders: headersWith({ "x-security-token": "STSexample==" }) },
    {},
    { ...options, credentials: temporary },
  ],
  "a token that the key does not have": [
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
  "credentials in the query": [
    "credentials-in-query",
    { target: `${path}?X-Signature=ab`, canonicalQuery: "X-Signature=ab" },
  ],
};

/** Requests without a fault and with one remark each. */
export const remarks: Record<string, FindingRow> = {
  "another region": [
    "other-region",
    { scope: "20260115/cn-north-1/air/request" },
    { expected: "cn-beijing", actual: "cn-north-1" },
  ],
  "a clock that drifts": [
    "clock-drift",
    {},
    { what: "X-Date lies 10 minutes before the clock that it is held against" },
    { ...options, now: () => new Date("2026-01-15T08:40:00Z") },
  ],
  "a header sent and not signed": [
    "unsigned-header",
    { signedHeaders: headersWith({ "content-type": undefined }), sentHeaders: headersWith({}) },
    { what: expect.stringContaining("content-type") },
  ],
  "Host with a default port": [
    "default-port-in-host",
    { signedHeaders: headersWith({ host: "kb.example" }), sentHeaders: headersWith({ host: "kb.example:443" }) },
    { actual: "kb.example:443" },
  ],
  "an escape of an escape": ["path-encoded-twice", { canonicalUri: "/a%2520b", target: "/a%2520b" }],
  "dot segments": ["path-normalised", { canonicalUri: "/a/../b", target: "/a/../b" }],
  "empty segments": ["path-normalised", { canonicalUri: "//b", target: "//b" }],
  "a + in the query": ["plus-in-query", { canonicalQuery: "a=b%20c", target: `${path}?a=b+c` }],
  "a temporary key whose token was not given": [
    "temporary-key-without-token",
    { accessKeyId: temporary.accessKeyId, secretAccessKey: temporary.secretAccessKey },
    {},
    { ...options, credentials: { ...temporary, sessionToken: undefined } },
  ],
  "no credentials": ["signature-not-checked", {}, {}, { now: () => now }],
};
