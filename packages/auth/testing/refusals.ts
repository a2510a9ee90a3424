import type { RefusalReason } from "../src/index.js";
import { baseHeaders, type Difference, headersWith, now } from "./received.js";
import { sha256 } from "./reference-signer.js";

const date = baseHeaders["x-date"];

/** A request whose X-Date, sent and signed, is this text. */
const dated = (text: string): Difference => ({
  date: text,
  scope: `${text.slice(0, 8)}/cn-beijing/air/request`,
  signedHeaders: headersWith({ "x-date": text }),
});
/** A request whose X-Content-Sha256, sent and signed, is this text. */
const hashed = (text: string): Difference => ({ signedHeaders: headersWith({ "x-content-sha256": text }) });
/** A request that is sound but for its Authorization header, in which the pattern is replaced. */
const altered = (pattern: RegExp | string, replacement: string): Difference => ({
  authorization: (signed) => {
    const changed = signed.replace(pattern, replacement);
    if (changed === signed) throw new Error(`The row changes nothing: ${pattern}`);
    return changed;
  },
});
/** A request signed with this key, by default with a secret that is nobody's. */
export const signedBy = (accessKeyId: string, secretAccessKey = "no-such-access-key"): Difference => ({
  accessKeyId,
  secretAccessKey,
});
/** A request under the temporary key, with this token. */
export const temporary = (token: string | undefined): Difference => ({
  ...signedBy("AKTPEXAMPLE", "temporary-secret"),
  signedHeaders: headersWith({ "x-security-token": token }),
});
/** With the four of the base, one more than a verifier takes. */
const sixtyOne = Array.from({ length: 61 }, (_, index) => [`x-${100 + index}`, "v"]);

/** Requests to refuse, and why; but for what the name says each is sound and signed with the right key. */
export const refusals: readonly [name: string, reason: RefusalReason, Difference][] = [
  ["no Authorization", "missing-authorization", { authorization: [] }],
  ["an empty Authorization", "unsupported-algorithm", { authorization: "" }],
  ["Authorization twice", "repeated-authorization", { authorization: (signed) => [signed, signed] }],
  ["a good and a bad Authorization", "repeated-authorization", { authorization: (signed) => [signed, "x"] }],
  ["two Authorizations in one line", "malformed-authorization", { authorization: (signed) => `${signed}, ${signed}` }],
  ["a bearer token", "unsupported-algorithm", { authorization: "Bearer abc" }],
  ["another vendor's algorithm", "unsupported-algorithm", altered("HMAC-SHA256", "AWS4-HMAC-SHA256")],
  ["a weaker algorithm", "unsupported-algorithm", altered("HMAC-SHA256", "HMAC-SHA1")],
  ["the algorithm in lower case", "unsupported-algorithm", altered("HMAC-SHA256", "hmac-sha256")],
  ["the algorithm alone", "malformed-authorization", { authorization: "HMAC-SHA256" }],
  ["no space behind the algorithm", "unsupported-algorithm", altered(" Credential", "Credential")],
  ["no Credential", "malformed-authorization", altered(/Credential=[^,]+, /, "")],
  ["no SignedHeaders", "malformed-authorization", altered(/SignedHeaders=[^,]+, /, "")],
  ["no Signature", "malformed-authorization", altered(/, Signature=.+/, "")],
  ["Credential twice", "malformed-authorization", altered(/(Credential=[^,]+)/, "$1, $1")],
  ["Signature twice", "malformed-authorization", altered(/(Signature=.+)/, "$1, $1")],
  ["SignedHeaders twice", "malformed-authorization", altered(/(SignedHeaders=[^,]+)/, "$1, $1")],
  ["an unknown part", "malformed-authorization", altered("Credential", "Expires=9, Credential")],
  ["an unknown part instead of a known one", "malformed-authorization", altered("Signature=", "signature=")],
  ["a part without =", "malformed-authorization", altered("Credential", "x, Credential")],
  ["a comma at the end", "malformed-authorization", altered(/$/, ",")],
  ["an Authorization of a megabyte", "authorization-too-long", altered("Credential", `${" ".repeat(1e6)}Credential`)],
  ["a credential of the key alone", "malformed-credential", altered(/(Credential=[^/]+)[^,]+/, "$1")],
  ["a scope of three segments", "malformed-credential", altered("/air/request", "/request")],
  ["a scope of five segments", "malformed-credential", altered("/air/request", "/air/request/x")],
  ["an empty segment behind the scope", "malformed-credential", altered("/air/request", "/air/request/")],
  ["a scope of hundreds of segments", "malformed-credential", altered("/air/request", "/".repeat(900))],
  ["an empty access key id", "malformed-credential", signedBy("")],
  ["a space in the access key id", "malformed-credential", signedBy("AKLT EXAMPLE", "example-secret")],
  ["an access key id of 257 characters", "malformed-credential", signedBy("A".repeat(257))],
  ["an access key id of 10 kB", "authorization-too-long", signedBy("A".repeat(10_240))],
  ["a day of seven digits", "malformed-credential", { scope: "2026011/cn-beijing/air/request" }],
  ["an X-Date in place of the day", "malformed-credential", { scope: `${date}/cn-beijing/air/request` }],
  ["a region beyond ASCII", "malformed-credential", { scope: "20260115/北京/air/request" }],
  ["another vendor's terminator", "wrong-terminator", { scope: "20260115/cn-beijing/air/aws4_request" }],
  ["the terminator in upper case", "wrong-terminator", { scope: "20260115/cn-beijing/air/REQUEST" }],
  ["an empty terminator", "wrong-terminator", { scope: "20260115/cn-beijing/air/" }],
  ["another service", "wrong-service", { scope: "20260115/cn-beijing/iam/request" }],
  ["an empty service", "wrong-service", { scope: "20260115/cn-beijing//request" }],
  ["the scope of the day before", "scope-date-mismatch", { scope: "20260114/cn-beijing/air/request" }],

  ["X-Date absent", "missing-date", { sentHeaders: headersWith({ "x-date": undefined }) }],
  ["X-Date twice", "repeated-date", { sentHeaders: [...headersWith({}), ["X-Date", date]] }],
  ["two X-Dates in one line", "malformed-date", dated(`${date}, ${date}`)],
  ["an empty X-Date", "malformed-date", { ...dated(""), scope: "20260115/cn-beijing/air/request" }],
  ["an X-Date in the ISO form", "malformed-date", { ...dated("2026-01-15T08:30:00Z"), scope: "20260115//air/request" }],
  ["an X-Date in HTTP's form", "malformed-date", { ...dated(now.toUTCString()), scope: "20260115//air/request" }],
  ["an X-Date in Unix seconds", "malformed-date", dated("1768465800")],
  ["an X-Date with milliseconds", "malformed-date", dated("20260115T083000000Z")],
  ["an X-Date without zone", "malformed-date", dated("20260115T083000")],
  ["an X-Date in another zone", "malformed-date", dated("20260115T163000+0800")],
  ["an X-Date in lower case", "malformed-date", dated("20260115t083000z")],
  [
    "an X-Date in full-width digits",
    "malformed-date",
    { ...dated("２０２６0115T083000Z"), scope: "20260115//air/request" },
  ],
  ["the thirtieth of February", "malformed-date", dated("20260230T083000Z")],
  ["a thirteenth month", "malformed-date", dated("20261315T083000Z")],
  ["hour 24", "malformed-date", dated("20260115T240000Z")],
  ["a leap second", "malformed-date", dated("20260115T083060Z")],
  ["an X-Date of another year", "date-outside-window", dated("20250115T083000Z")],
  ["an X-Date 15 min 1 s ahead", "date-outside-window", dated("20260115T084501Z")],
  ["an X-Date 15 min 1 s old", "date-outside-window", dated("20260115T081459Z")],
  [
    "x-date unsigned",
    "unsigned-date",
    { signedHeaders: headersWith({ "x-date": undefined }), sentHeaders: headersWith({}) },
  ],

  ["SignedHeaders empty", "malformed-signed-headers", { signedHeaders: [], sentHeaders: headersWith({}) }],
  ["SignedHeaders unsorted", "malformed-signed-headers", { signedHeaders: headersWith({}).reverse() }],
  ["SignedHeaders naming one twice", "malformed-signed-headers", altered("host;", "host;host;")],
  [
    "SignedHeaders in upper case",
    "malformed-signed-headers",
    { signedHeaders: headersWith({}).map(([name, value]) => [name.toUpperCase(), value]) },
  ],
  ["SignedHeaders with a space", "malformed-signed-headers", altered("host;", "host; ")],
  ["SignedHeaders ending in ;", "malformed-signed-headers", altered("x-date,", "x-date;,")],
  [
    "SignedHeaders naming an absent header",
    "missing-signed-header",
    { signedHeaders: headersWith({ "x-note": "" }), sentHeaders: headersWith({}) },
  ],
  [
    "a signed header sent twice",
    "repeated-signed-header",
    { sentHeaders: [...headersWith({}), ["Host", "localhost:3000"]] },
  ],
  ["65 signed headers", "too-many-signed-headers", { signedHeaders: headersWith(Object.fromEntries(sixtyOne)) }],
  [
    "a line feed in a signed header",
    "malformed-signed-header",
    { signedHeaders: headersWith({ "content-type": "a\nb:c" }) },
  ],
  [
    "a signed header under another name",
    "missing-signed-header",
    { sentHeaders: [...headersWith({ host: undefined }), [":authority", "localhost:3000"]] },
  ],

  ["a body changed by a byte, its hash sent", "content-hash-mismatch", { sentBody: '{"doc_id":"d2"}' }],
  [
    "a body changed by a byte, no hash sent",
    "signature-mismatch",
    { signedHeaders: headersWith({ "x-content-sha256": undefined }), sentBody: '{"doc_id":"d2"}' },
  ],
  ["a body cut off", "content-hash-mismatch", { sentBody: "" }],
  ["a body and a line feed", "content-hash-mismatch", { sentBody: '{"doc_id":"d1"}\n' }],
  [
    "a body in another order of its keys",
    "content-hash-mismatch",
    {
      body: '{"a":1,"b":2}',
      signedHeaders: headersWith({ "x-content-sha256": sha256('{"a":1,"b":2}') }),
      sentBody: '{"b":2,"a":1}',
    },
  ],
  ["the hash of another body", "content-hash-mismatch", hashed(sha256("another"))],
  [
    "the hash of another body, unsigned",
    "content-hash-mismatch",
    {
      signedHeaders: headersWith({ "x-content-sha256": undefined }),
      sentHeaders: headersWith({ "x-content-sha256": sha256("x") }),
    },
  ],
  [
    "the hash twice",
    "repeated-content-hash",
    { sentHeaders: [...headersWith({}), ["X-Content-Sha256", baseHeaders["x-content-sha256"]]] },
  ],
  ["the hash in upper case", "unsupported-content-hash", hashed(baseHeaders["x-content-sha256"].toUpperCase())],
  ["an empty hash", "unsupported-content-hash", hashed("")],
  ["a hash cut off", "unsupported-content-hash", hashed(baseHeaders["x-content-sha256"].slice(1))],
  ["the hash and more", "unsupported-content-hash", hashed(`${baseHeaders["x-content-sha256"]}00`)],
  [
    "the hash in Base64",
    "unsupported-content-hash",
    hashed(Buffer.from(baseHeaders["x-content-sha256"], "hex").toString("base64")),
  ],
  ["UNSIGNED-PAYLOAD", "unsupported-content-hash", hashed("UNSIGNED-PAYLOAD")],
  ["a streaming signature", "unsupported-content-hash", hashed("STREAMING-HMAC-SHA256-PAYLOAD")],

  ["an unknown key", "unknown-access-key", signedBy("AKLTNOBODY")],
  ["a key in other letters' case", "unknown-access-key", signedBy("akltexample", "example-secret")],
  ["__proto__", "unknown-access-key", signedBy("__proto__")],
  ["constructor", "unknown-access-key", signedBy("constructor")],
  ["a key without a secret", "unknown-access-key", signedBy("AKLTEMPTY")],
  ["a disabled key", "unknown-access-key", signedBy("AKLTDISABLED", "example-secret")],
  ["another key's secret", "signature-mismatch", signedBy("AKLTEXAMPLE", "temporary-secret")],
  ["the secret in other letters' case", "signature-mismatch", signedBy("AKLTEXAMPLE", "Example-secret")],
  ["a signature cut off", "malformed-signature", altered(/.$/, "")],
  ["a signature of eight digits", "malformed-signature", altered(/(Signature=.{8}).+/, "$1")],
  ["an empty signature", "malformed-signature", altered(/Signature=.+/, "Signature=")],
  ["a signature too long", "malformed-signature", altered(/$/, "0")],
  ["a signature that is not hexadecimal", "malformed-signature", altered(/.$/, "g")],
  ["a signature with a letter beyond ASCII", "malformed-signature", altered(/.$/, "é")],
  ["a signature with a full-width digit", "malformed-signature", altered(/.$/, "１")],
  ["a signature in upper case", "malformed-signature", altered(/Signature=.+/, `Signature=${"AB".repeat(32)}`)],
  ["a signature of zeros", "signature-mismatch", altered(/Signature=.+/, `Signature=${"0".repeat(64)}`)],
  ["a region changed on the way", "signature-mismatch", altered("cn-beijing", "cn-north-1")],
  [
    "a signed header changed on the way",
    "signature-mismatch",
    { sentHeaders: headersWith({ "content-type": "text/plain" }) },
  ],
  ["a signed header dropped from the list", "signature-mismatch", altered("content-type;", "")],

  ["signed for another method", "signature-mismatch", { sentMethod: "PUT" }],
  ["signed for the method in other letters' case", "signature-mismatch", { sentMethod: "post" }],
  ["a method with a line feed", "malformed-method", { method: "POST\n/", target: "/" }],
  ["an empty method", "malformed-method", { method: "" }],
  ["signed for another path", "signature-mismatch", { target: "/api/knowledge/doc/list" }],
  ["signed for the path with a slash more", "signature-mismatch", { target: "/api/knowledge//doc/info" }],
  ["signed for the path with dot segments", "signature-mismatch", { target: "/api/knowledge/x/../doc/info" }],
  ["signed for the path with a dot segment", "signature-mismatch", { target: "/api/knowledge/./doc/info" }],
  [
    "signed for the path with escaped dot segments",
    "signature-mismatch",
    { target: "/api/knowledge/x/%2e%2e/doc/info" },
  ],
  ["signed for / in place of %2F", "signature-mismatch", { target: "/api/knowledge/doc%2Finfo" }],
  ["signed for a path decoded twice", "signature-mismatch", { canonicalUri: "/a%20b", target: "/a%2520b" }],
  ["signed for another query", "signature-mismatch", { target: "/api/knowledge/doc/info?a=1" }],
  [
    "signed for repeated values in another order",
    "signature-mismatch",
    { canonicalQuery: "a=1&a=2", target: "/api/knowledge/doc/info?a=2&a=1" },
  ],
  [
    "signed for + where %2B was sent",
    "signature-mismatch",
    { canonicalQuery: "a=%20", target: "/api/knowledge/doc/info?a=%2B" },
  ],
  ["signed for another host", "signature-mismatch", { sentHeaders: headersWith({ host: "localhost:3001" }) }],
  [
    "signed for a host with a port that is no default",
    "signature-mismatch",
    {
      signedHeaders: headersWith({ host: "localhost" }),
      sentHeaders: headersWith({ host: "localhost:3000" }),
    },
  ],
  [
    "signed for :80 where :443 was sent",
    "signature-mismatch",
    { signedHeaders: headersWith({ host: "a:80" }), sentHeaders: headersWith({ host: "a:443" }) },
  ],

  ["a broken escape in the path", "malformed-target", { target: "/api/%zz" }],
  ["half an escape in the path", "malformed-target", { target: "/api/100%" }],
  ["an escape in the path that is not UTF-8", "malformed-target", { target: "/api/%ff" }],
  ["an overlong escape in the path", "malformed-target", { target: "/api/%c0%af" }],
  ["a surrogate escaped in the path", "malformed-target", { target: "/api/%ed%a0%80" }],
  ["a character escaped across two segments", "malformed-target", { target: "/%e4/%b8%ad" }],
  ["a broken escape in a query name", "malformed-target", { target: "/?%=1" }],
  ["a broken escape in a query value", "malformed-target", { target: "/?a=%4" }],
  ["a fragment", "malformed-target", { target: "/api/knowledge/doc/info#x" }],
  ["an absolute target", "malformed-target", { target: "http://localhost:3000/api/knowledge/doc/info" }],
  ["an asterisk as target", "malformed-target", { target: "*" }],
  ["a space in the target", "malformed-target", { target: "/a b" }],
  ["a line feed in the target", "malformed-target", { target: "/a\n" }],
  ["a target beyond ASCII", "malformed-target", { target: "/知识" }],
  ["a target of 17 kB", "target-too-long", { target: `/?${"a&".repeat(8_500)}` }],
  [
    "a signature in the query",
    "credentials-in-query",
    { canonicalQuery: "X-Signature=ab", target: "/?X-Signature=ab" },
  ],
  ["a credential in the query", "credentials-in-query", { target: "/?a=1&X-Credential=AK" }],
  ["an algorithm in the query, escaped", "credentials-in-query", { target: "/?%58-Algorithm=HMAC-SHA256" }],
  ["a token in the query, in lower case", "credentials-in-query", { target: "/?x-security-token=a" }],

  ["a temporary key without its token", "missing-security-token", temporary(undefined)],
  ["a temporary key with another token", "wrong-security-token", temporary("STSother")],
  ["a temporary key with the start of its token", "wrong-security-token", temporary("STSexample")],
  ["a temporary key with an empty token", "wrong-security-token", temporary("")],
  [
    "a token under a key that has none",
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
  [
    "an empty token under a key that has none",
    "unexpected-security-token",
    { signedHeaders: headersWith({ "x-security-token": "" }) },
  ],
  [
    "a token that is not signed",
    "unsigned-security-token",
    { ...temporary(undefined), sentHeaders: headersWith({ "x-security-token": "STSexample==" }) },
  ],
  [
    "a token twice",
    "repeated-signed-header",
    {
      ...temporary("STSexample=="),
      sentHeaders: [...headersWith({ "x-security-token": "STSexample==" }), ["x-security-token", "x"]],
    },
  ],
];
