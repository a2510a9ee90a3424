import { createHash } from "node:crypto";

/** A signed request as it would be sent: its head, without the blank line that ends it, and its body. */
interface SignedMessage {
  readonly head: string;
  readonly body: string;
}

/** Makes of a good request one that must be refused. */
type Edit = (message: SignedMessage) => SignedMessage;

const inHead =
  (pattern: RegExp | string, replacement: string): Edit =>
  ({ head, body }) => {
    const changed = head.replace(pattern, replacement);
    if (changed === head) throw new Error(`The row changes nothing: ${pattern}`);
    return { head: changed, body };
  };
const line = (name: string, value: string): Edit => inHead(new RegExp(`^(${name}): .*$`, "mi"), `$1: ${value}`);
const without = (name: string): Edit => inHead(new RegExp(`^${name}: .*\r\n`, "mi"), "");
const twice = (name: string): Edit => inHead(new RegExp(`^(${name}: .*)\r\n`, "mi"), "$1\r\n$1\r\n");
const added = (lines: string): Edit => inHead(/\r\n/, `\r\n${lines}\r\n`);
const both =
  (...edits: Edit[]): Edit =>
  (message) =>
    edits.reduce((edited, edit) => edit(edited), message);
const bodied =
  (change: (body: string) => string): Edit =>
  ({ head, body }) => {
    const changed = change(body);
    return {
      head: head.replace(/^Content-Length: .*$/m, `Content-Length: ${Buffer.byteLength(changed)}`),
      body: changed,
    };
  };
const minutesAway = (milliseconds: number): string =>
  new Date(Date.now() + milliseconds).toISOString().replace(/[-:]|\.\d+/g, "");

const hash = "x-content-sha256";
const scope = /\/[^/]*\/air\/request/;
const signature = /Signature=.*/;

/** What is wrong with a request whose signature was good before its head or body was edited. */
export const refusedHeads: readonly [what: string, edit: Edit][] = [
  ["no Authorization", without("authorization")],
  ["an empty Authorization", line("authorization", "")],
  ["Authorization twice", twice("authorization")],
  ["a bad Authorization before the good one", added("authorization: x")],
  ["two Authorizations in one line", inHead(/^(authorization: )(.*)$/m, "$1$2, $2")],
  ["a bearer token", line("authorization", "Bearer abc")],
  ["a password", line("authorization", "Basic YTpi")],
  ["another vendor's algorithm", inHead("HMAC-SHA256", "AWS4-HMAC-SHA256")],
  ["a weaker algorithm", inHead("HMAC-SHA256", "HMAC-SHA1")],
  ["the algorithm in lower case", inHead("HMAC-SHA256", "hmac-sha256")],
  ["the algorithm alone", line("authorization", "HMAC-SHA256")],
  ["no Credential", inHead(/Credential=[^,]+, /, "")],
  ["no SignedHeaders", inHead(/SignedHeaders=[^,]+, /, "")],
  ["no Signature", inHead(/, Signature=.*/, "")],
  ["Credential twice", inHead(/(Credential=[^,]+)/, "$1, $1")],
  ["SignedHeaders twice", inHead(/(SignedHeaders=[^,]+)/, "$1, $1")],
  ["Signature twice", inHead(/(Signature=.*)/, "$1, $1")],
  ["an unknown part", inHead("Credential=", "Expires=9, Credential=")],
  ["a part without =", inHead("Credential=", "x, Credential=")],
  ["a comma at the end", inHead(/(Signature=.*)/, "$1,")],
  ["a scope of three segments", inHead("/air/request", "/request")],
  ["a scope of five segments", inHead("/air/request", "/air/request/x")],
  ["another terminator", inHead("/request", "/aws4_request")],
  ["an empty terminator", inHead("/request", "/")],
  ["another service", inHead("/air/", "/iam/")],
  ["another region", inHead(scope, "/cn-north-1/air/request")],
  ["no region", inHead(scope, "//air/request")],
  ["the scope of another day", inHead(/(Credential=[^/]+)\/\d{8}/, "$1/20240101")],
  ["X-Date absent", without("x-date")],
  ["X-Date twice", twice("x-date")],
  ["X-Date 15 min 1 s old", line("x-date", minutesAway(-901_000))],
  ["X-Date 15 min ahead and more", line("x-date", minutesAway(905_000))],
  ["an empty X-Date", line("x-date", "")],
  ["X-Date in the ISO form", line("x-date", "2026-01-15T08:30:00Z")],
  ["X-Date in HTTP's form", line("x-date", "Thu, 15 Jan 2026 08:30:00 GMT")],
  ["X-Date in Unix seconds", line("x-date", "1768465800")],
  ["X-Date with milliseconds", line("x-date", "20260115T083000000Z")],
  ["X-Date without zone", line("x-date", "20260115T083000")],
  ["X-Date in lower case", line("x-date", "20260115t083000z")],
  ["the thirtieth of February", line("x-date", "20260230T083000Z")],
  ["hour 24", line("x-date", "20260115T240000Z")],
  ["an unknown access key", inHead(/Credential=[^/]+/, "Credential=AKLTNOBODY")],
  ["the access key in lower case", inHead(/Credential=([^/]+)/, "Credential=akltreader")],
  ["a revoked access key", inHead(/Credential=[^/]+/, "Credential=AKLTREVOKED")],
  ["an access key of another project", inHead(/Credential=[^/]+/, "Credential=AKLTFINANCE")],
  ["__proto__", inHead(/Credential=[^/]+/, "Credential=__proto__")],
  ["an access key of 10 kB", inHead(/Credential=[^/]+/, `Credential=${"A".repeat(10_240)}`)],
  ["no access key", inHead(/Credential=[^/]+/, "Credential=")],
  ["SignedHeaders empty", inHead(/SignedHeaders=[^,]+/, "SignedHeaders=")],
  [
    "SignedHeaders put into another order after signing",
    inHead(/SignedHeaders=([^;]+);([^;]+)/, "SignedHeaders=$2;$1"),
  ],
  ["SignedHeaders naming one twice", inHead("SignedHeaders=", "SignedHeaders=content-type;")],
  ["SignedHeaders in upper case", inHead("SignedHeaders=content-type", "SignedHeaders=Content-Type")],
  ["SignedHeaders naming an absent header", inHead(/(SignedHeaders=[^,]+)/, "$1;x-note")],
  ["SignedHeaders without x-date", inHead(/;x-date,/, ",")],
  ["a signed header twice", twice("content-type")],
  ["a signed header changed", line("content-type", "application/json;charset=utf-8")],
  ["Host changed", line("Host", "api-knowledgebase.mlp.cn-beijing.volces.com")],
  ["an unsigned X-Security-Token", added("X-Security-Token: STSexample==")],
  ["a body changed by a byte", bodied((body) => body.replace('"', " "))],
  [
    "a body in another order of its keys",
    bodied((body) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).reverse()))),
  ],
  ["a line feed behind the body", bodied((body) => `${body}\n`)],
  ["no body", bodied(() => "")],
  [
    "a body changed, and its hash as well",
    both(
      bodied((body) => `${body} `),
      line(hash, createHash("sha256").update("{} ").digest("hex")),
    ),
  ],
  ["UNSIGNED-PAYLOAD", line(hash, "UNSIGNED-PAYLOAD")],
  ["a streaming signature", line(hash, "STREAMING-HMAC-SHA256-PAYLOAD")],
  ["the hash in upper case", line(hash, "ABCDEF".repeat(11).slice(2))],
  ["a hash cut off", line(hash, "e3b0c442")],
  ["the hash in Base64", line(hash, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")],
  ["the hash twice", twice(hash)],
  ["the hash left out", without(hash)],
  ["a signature cut off", inHead(/(Signature=.{63})./, "$1")],
  ["the first digits of the signature", inHead(/(Signature=.{8}).*/, "$1")],
  ["a digit too many", inHead(/(Signature=.*)/, "$10")],
  ["an empty signature", inHead(signature, "Signature=")],
  ["a signature that is not hexadecimal", inHead(/(Signature=.{63})./, "$1g")],
  ["a signature in upper case", inHead(signature, `Signature=${"AB".repeat(32)}`)],
  ["a signature of zeros", inHead(signature, `Signature=${"0".repeat(64)}`)],
  ["a signature with a letter beyond ASCII", inHead(/(Signature=.{63})./, "$1é")],
  ["a query that was not signed", inHead(/^(POST [^ ]+)/, "$1?limit=1")],
  ["credentials in the query too", inHead(/^(POST [^ ]+)/, "$1?X-Signature=ab")],
  ["a broken escape in the query", inHead(/^(POST [^ ]+)/, "$1?a=%4")],
  ["a target of 15 kB", inHead(/^(POST [^ ]+)/, `$1?${"a&".repeat(7_500)}`)],
];
