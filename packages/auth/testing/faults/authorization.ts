import { type Finding, options } from "../finding.js";

/** Requests whose Authorization header, scope or date is at fault. */
export const authorizationFaults: Record<string, Finding> = {
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
};
