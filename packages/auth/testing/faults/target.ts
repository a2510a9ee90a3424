import type { Finding } from "../finding.js";

const path = "/api/knowledge/doc/info";

/** Requests whose method, path or query is not the one that was signed, or was signed otherwise than the rules say. */
export const targetFaults: Record<string, Finding> = {
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
  "credentials in the query": [
    "credentials-in-query",
    { target: `${path}?X-Signature=ab`, canonicalQuery: "X-Signature=ab" },
  ],
};
