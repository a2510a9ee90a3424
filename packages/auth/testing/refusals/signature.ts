import type { Refusal } from "../received.js";
import { altered, headersWith, signedBy } from "../received.js";

/** Requests whose signature cannot be read, or is that of another request. */
export const signatureRefusals: readonly Refusal[] = [
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
];
