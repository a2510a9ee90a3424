import type { Finding } from "../finding.js";

const path = "/api/knowledge/doc/info";

/** Requests whose method, path or query is not the one that was signed, or was signed otherwise than the rules say. */
export const targetFaults: Record<string, Finding> = {
  "another method": {
    kind: "method-changed",
    difference: { sentMethod: "GET" },
    found: { expected: "POST", actual: "GET" },
  },
  "the method in other letters": {
    kind: "method-changed",
    difference: { sentMethod: "post" },
    found: { expected: "POST", actual: "post" },
  },
  "a path encoded after signing": {
    kind: "path-encoded-twice",
    difference: { canonicalUri: "/a%20b", target: "/a%2520b" },
    found: { expected: "/a%20b", actual: "/a%2520b" },
  },
  "a path encoded twice for signing": {
    kind: "path-encoded-twice",
    difference: { canonicalUri: "/a%2520b", target: "/a%20b" },
    found: { expected: "/a%2520b", actual: "/a%20b" },
  },
  "a path signed raw": { kind: "path-changed", difference: { canonicalUri: "/a+b", target: "/a+b" } },
  "dot segments resolved for signing": {
    kind: "path-normalised",
    difference: { canonicalUri: "/b", target: "/a/../b" },
  },
  "empty segments joined for signing": {
    kind: "path-normalised",
    difference: { canonicalUri: "/a/b", target: "/a//b" },
  },
  "a slash at the end lost on the way": {
    kind: "path-normalised",
    difference: { canonicalUri: `${path}/`, target: path },
  },
  "a slash at the end gained on the way": {
    kind: "path-normalised",
    difference: { canonicalUri: path, target: `${path}/` },
  },
  "%2F decoded for signing": { kind: "path-normalised", difference: { canonicalUri: "/a/b", target: "/a%2Fb" } },
  "a + signed as a plus": {
    kind: "plus-in-query",
    difference: { canonicalQuery: "q=a%2Bb", target: `${path}?q=a+b` },
    found: { expected: "q=a%2Bb", actual: "q=a%20b" },
  },
  "a %2B signed as a space": {
    kind: "plus-in-query",
    difference: { canonicalQuery: "q=a%20b", target: `${path}?q=a%2Bb` },
  },
  "a query signed as it stands": {
    kind: "query-order",
    difference: { canonicalQuery: "b=1&a=2", target: `${path}?b=1&a=2` },
  },
  "values of one name sorted for signing": {
    kind: "query-order",
    difference: { canonicalQuery: "a=1&a=2", target: `${path}?a=2&a=1` },
  },
  "names sorted by UTF-16 for signing": {
    kind: "query-order",
    difference: {
      canonicalQuery: "a=&%F0%9F%98%80=1&%EF%BD%9E=2",
      target: `${path}?%EF%BD%9E=2&%F0%9F%98%80=1&a=`,
    },
  },
  "a query signed raw": { kind: "query-changed", difference: { canonicalQuery: "a=b'c", target: `${path}?a=b'c` } },
  "a query that is not signed": {
    kind: "query-changed",
    difference: { target: `${path}?a=1` },
    found: { expected: "", actual: "a=1" },
  },
  "credentials in the query": {
    kind: "credentials-in-query",
    difference: { target: `${path}?X-Signature=ab`, canonicalQuery: "X-Signature=ab" },
  },
};
