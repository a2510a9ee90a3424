import { expect } from "vitest";
import { type Finding, options, temporary } from "./finding.js";
import { headersInSampleOrder, headersWith, now } from "./received.js";

const path = "/api/knowledge/doc/info";

/** Requests without a fault and with one remark each. */
export const remarks: Record<string, Finding> = {
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
  "SignedHeaders in an order of their own": [
    "header-order",
    { signedHeaders: headersInSampleOrder() },
    { expected: "content-type;host;x-content-sha256;x-date", actual: "host;x-date;x-content-sha256;content-type" },
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
