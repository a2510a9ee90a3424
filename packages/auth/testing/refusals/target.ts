import type { Refusal } from "../received.js";

/** Requests whose target cannot be read, or holds credentials. */
export const targetRefusals: readonly Refusal[] = [
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
  ...["Date", "Expires", "NotSignBody", "SignedHeaders", "SignedQueries"].map(
    (name): Refusal => [
      `X-${name} in the query`,
      "credentials-in-query",
      { canonicalUri: "/", canonicalQuery: `X-${name}=1`, target: `/?X-${name}=1` },
    ],
  ),
  [
    "a date in the query, in capitals",
    "credentials-in-query",
    { canonicalUri: "/", canonicalQuery: "X-DATE=20260115T083000Z&a=", target: "/?a&X-DATE=20260115T083000Z" },
  ],
  ["a token in the query, in lower case", "credentials-in-query", { target: "/?x-security-token=a" }],
];
