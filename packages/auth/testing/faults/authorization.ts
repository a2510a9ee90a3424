import { type Finding, options } from "../finding.js";

/** Requests whose Authorization header, scope or date is at fault. */
export const authorizationFaults: Record<string, Finding> = {
  "no Authorization": { kind: "missing-authorization", difference: { authorization: [] } },
  "a doubled Authorization": {
    kind: "repeated-authorization",
    difference: { authorization: (signed) => [signed, signed] },
  },
  "a malformed Authorization": { kind: "malformed-authorization", difference: { authorization: "HMAC-SHA256 abc" } },
  "a bearer key": {
    kind: "unsupported-algorithm",
    difference: { authorization: "Bearer abc" },
    found: { expected: "HMAC-SHA256", actual: "Bearer" },
  },
  "another terminator": {
    kind: "wrong-terminator",
    difference: { scope: "20260115/cn-beijing/air/aws4_request" },
    found: { expected: "request" },
  },
  "another service": {
    kind: "wrong-service",
    difference: { scope: "20260115/cn-beijing/iam/request" },
    found: { expected: "air", actual: "iam" },
  },
  "the scope of another day": {
    kind: "scope-date-mismatch",
    difference: { scope: "20260114/cn-beijing/air/request" },
    found: { expected: "20260115", actual: "20260114" },
  },
  "a stale date": {
    kind: "date-outside-window",
    difference: {},
    found: {
      what: "X-Date lies 20 minutes 1 second before the clock that it is held against",
      expected: "20260115T085001Z, 15 minutes more or less",
      actual: "20260115T083000Z",
    },
    options: { ...options, now: () => new Date("2026-01-15T08:50:01.5Z") },
  },
  "a date ahead": {
    kind: "date-outside-window",
    difference: {},
    found: { what: "X-Date lies 2 days 1 hour after the clock that it is held against" },
    options: { ...options, now: () => new Date("2026-01-13T07:30:00Z") },
  },
};
