import { expect } from "vitest";
import { type Finding, options, temporary } from "./finding.js";
import { headersInSampleOrder, headersWith, now } from "./received.js";

const path = "/api/knowledge/doc/info";

/** Requests without a fault and with one remark each. */
export const remarks: Record<string, Finding> = {
  "another region": {
    kind: "other-region",
    difference: { scope: "20260115/cn-north-1/air/request" },
    found: { expected: "cn-beijing", actual: "cn-north-1" },
  },
  "a clock that drifts": {
    kind: "clock-drift",
    difference: {},
    found: { what: "X-Date lies 10 minutes before the clock that it is held against" },
    options: { ...options, now: () => new Date("2026-01-15T08:40:00Z") },
  },
  "a header sent and not signed": {
    kind: "unsigned-header",
    difference: { signedHeaders: headersWith({ "content-type": undefined }), sentHeaders: headersWith({}) },
    found: { what: expect.stringContaining("content-type") },
  },
  "SignedHeaders in an order of their own": {
    kind: "header-order",
    difference: { signedHeaders: headersInSampleOrder() },
    found: {
      expected: "content-type;host;x-content-sha256;x-date",
      actual: "host;x-date;x-content-sha256;content-type",
    },
  },
  "Host with a default port": {
    kind: "default-port-in-host",
    difference: {
      signedHeaders: headersWith({ host: "kb.example" }),
      sentHeaders: headersWith({ host: "kb.example:443" }),
    },
    found: { actual: "kb.example:443" },
  },
  "an escape of an escape": {
    kind: "path-encoded-twice",
    difference: { canonicalUri: "/a%2520b", target: "/a%2520b" },
  },
  "dot segments": { kind: "path-normalised", difference: { canonicalUri: "/a/../b", target: "/a/../b" } },
  "empty segments": { kind: "path-normalised", difference: { canonicalUri: "//b", target: "//b" } },
  "a + in the query": { kind: "plus-in-query", difference: { canonicalQuery: "a=b%20c", target: `${path}?a=b+c` } },
  "a temporary key whose token was not given": {
    kind: "temporary-key-without-token",
    difference: { accessKeyId: temporary.accessKeyId, secretAccessKey: temporary.secretAccessKey },
    options: { ...options, credentials: { ...temporary, sessionToken: undefined } },
  },
  "no credentials": { kind: "signature-not-checked", difference: {}, options: { now: () => now } },
};
