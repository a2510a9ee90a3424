import { describe, expect, test } from "vitest";
import {
  baseHeaders,
  type Difference,
  headersInSampleOrder,
  headersWith,
  keys,
  now,
  received,
} from "../../testing/received.js";
import { type VerifyOptions, verifyRequest } from "../index.js";

const options: VerifyOptions = { lookUpKey: (id) => keys[id], now: () => now };

/** What no official vector covers and a verifier must accept, each signed by the reference signer. */
const rows: Record<string, Difference> = {
  "the base request": {},
  "header names in any case": {
    sentHeaders: headersWith({}).map(([name, value]) => [name.toUpperCase(), value]),
  },
  "only host and x-date signed, with a body": {
    signedHeaders: [
      ["host", "localhost:3000"],
      ["x-date", "20260115T083000Z"],
    ],
    sentHeaders: headersWith({ "x-content-sha256": undefined }),
  },
  "only x-date signed, the hash sent unsigned": {
    signedHeaders: [["x-date", "20260115T083000Z"]],
    sentHeaders: headersWith({}),
  },
  "SignedHeaders as the vendor's samples in Go and Java have them": { signedHeaders: headersInSampleOrder() },
  "the same, the headers sent in another order": {
    signedHeaders: headersInSampleOrder(),
    sentHeaders: headersWith({}),
  },
  "SignedHeaders in descending order": { signedHeaders: headersWith({}).reverse() },
  "SignedHeaders in the order of a language": {
    signedHeaders: [...headersWith({}), ["x-a_1", "a"], ["x-a-1", "b"], ["x-a1", "c"]],
  },
  "SignedHeaders in an order of their own, with a token and a Host with a default port": {
    accessKeyId: "AKTPEXAMPLE",
    secretAccessKey: "temporary-secret",
    signedHeaders: headersInSampleOrder({ host: "kb.example", "x-security-token": "STSexample==" }),
    sentHeaders: headersWith({ host: "kb.example:443", "x-security-token": "STSexample==" }),
  },
  "content-type unsigned, no hash header, empty body": {
    body: "",
    signedHeaders: [
      ["host", "localhost:3000"],
      ["x-date", "20260115T083000Z"],
    ],
    sentHeaders: headersWith({ "x-content-sha256": undefined }),
  },
  "Host sent with :443, signed without": {
    signedHeaders: headersWith({ host: "kb.example" }),
    sentHeaders: headersWith({ host: "kb.example:443" }),
  },
  "Host sent with :80, signed without": {
    signedHeaders: headersWith({ host: "kb.example" }),
    sentHeaders: headersWith({ host: "kb.example:80" }),
  },
  "Host sent and signed with :443": { signedHeaders: headersWith({ host: "kb.example:443" }) },
  "Host sent and signed with :80": { signedHeaders: headersWith({ host: "kb.example:80" }) },
  "an IPv6 Host with :443, signed without": {
    signedHeaders: headersWith({ host: "[::1]" }),
    sentHeaders: headersWith({ host: "[::1]:443" }),
  },
  "%2F stays inside its segment": { canonicalUri: "/api/a%2Fb", target: "/api/a%2fb" },
  "a path's + is a plus": { canonicalUri: "/a%2Bb", target: "/a+b" },
  "an escape of an unreserved character": { canonicalUri: "/~a", target: "/%7ea" },
  "characters that encodeURIComponent leaves alone": { canonicalUri: "/%21%27%28%29%2A", target: "/!'()*" },
  "empty segments": { canonicalUri: "//api//x/", target: "//api//x/" },
  "dot segments": { canonicalUri: "/api/./a/../b", target: "/api/./a/../b" },
  "escaped dot segments are decoded and not followed": {
    canonicalUri: "/api/../b",
    target: "/api/%2e%2E/b",
  },
  "a double escape is decoded once": { canonicalUri: "/%252e%252e", target: "/%252e%252e" },
  "an empty path": { canonicalUri: "/", target: "" },
  "a query without a path": { canonicalUri: "/", canonicalQuery: "a=1", target: "?a=1" },
  "a question mark and nothing": { target: "/api/knowledge/doc/info?" },
  "a query's + is a space": { canonicalUri: "/", canonicalQuery: "a%20b=c%20d", target: "/?a+b=c%20d" },
  "a query's %2B is a plus": { canonicalUri: "/", canonicalQuery: "a=%2B", target: "/?a=%2b" },
  "a second question mark belongs to the query": {
    canonicalUri: "/",
    canonicalQuery: "a=b%3Fc",
    target: "/?a=b?c",
  },
  "parameters without value, without name, and nothing between two &": {
    canonicalUri: "/",
    canonicalQuery: "=1&a=&b=",
    target: "/?b&&a=&=1&",
  },
  "an = in a value": { canonicalUri: "/", canonicalQuery: "a=b%3Dc", target: "/?a=b=c" },
  "repeated names keep their order among sorted ones": {
    canonicalUri: "/",
    canonicalQuery: "a=2&a=1&b=9",
    target: "/?a=2&b=9&a=1",
  },
  "a byte order mark is a character like any other": {
    canonicalUri: "/%EF%BB%BF",
    target: "/%EF%BB%BF",
  },
  "an empty region": { scope: "20260115//air/request" },
  "any region": { scope: "20260115/cn-north-1/air/request" },
  "white space around a value": {
    sentHeaders: headersWith({ "content-type": " \tapplication/json\t " }),
  },
  "white space inside a value": {
    signedHeaders: headersWith({ "x-note": "a \t  b" }),
  },
  "an empty value": { signedHeaders: headersWith({ "x-note": "" }) },
  "an unsigned header sent twice": {
    sentHeaders: [...headersWith({}), ["accept", "a"], ["accept", "b"]],
  },
  "parts in another order": {
    authorization: (signed) => {
      const [scheme = "", ...parts] = signed.split(/,? /);
      return `${scheme} ${parts.reverse().join(", ")}`;
    },
  },
  "white space before a comma": { authorization: (signed) => signed.replace(", Signature", " , Signature") },
  "no white space between the parts": { authorization: (signed) => signed.replaceAll(", ", ",") },
  "a lower-case method, signed as sent": { method: "post" },
  "a temporary key with its token": {
    accessKeyId: "AKTPEXAMPLE",
    secretAccessKey: "temporary-secret",
    signedHeaders: headersWith({ "x-security-token": "STSexample==" }),
  },
  "64 signed headers": {
    signedHeaders: headersWith(
      Object.fromEntries(
        Array.from({ length: 64 - Object.keys(baseHeaders).length }, (_, index) => [`x-${100 + index}`, "v"]),
      ),
    ),
  },
};

test.each(Object.entries(rows))("accepts %s", async (_, difference) => {
  expect(await verifyRequest(received(difference), options)).toMatchObject({ ok: true });
});

test.each([
  ["sorted", headersWith({}), ["content-type", "host", "x-content-sha256", "x-date"]],
  ["as the vendor's samples", headersInSampleOrder(), ["host", "x-date", "x-content-sha256", "content-type"]],
])("says whose request it is and what of it was signed: %s", async (_, signed, signedHeaders) => {
  expect(await verifyRequest(received({ signedHeaders: signed }), options)).toEqual({
    ok: true,
    accessKeyId: "AKLTEXAMPLE",
    region: "cn-beijing",
    date: now,
    signedHeaders,
  });
});

test("verifies for another service where one is given, and looks keys up asynchronously", async () => {
  const verification = await verifyRequest(received({ scope: "20260115/cn-beijing/other/request" }), {
    lookUpKey: async (id) => keys[id],
    now: () => now,
    service: "other",
  });
  expect(verification.ok).toBe(true);
});

describe("the window", () => {
  test.each([
    { clock: "2026-01-15T08:45:00Z", ok: true },
    { clock: "2026-01-15T08:45:00.999Z", ok: true },
    { clock: "2026-01-15T08:45:01Z", ok: false },
    { clock: "2026-01-15T08:15:00Z", ok: true },
    { clock: "2026-01-15T08:14:59.999Z", ok: false },
    { clock: "2026-01-15T08:31:00Z", ok: true, maximumClockSkewSeconds: 60 },
    { clock: "2026-01-15T08:31:01Z", ok: false, maximumClockSkewSeconds: 60 },
    { clock: "2026-01-15T08:30:00Z", ok: true, maximumClockSkewSeconds: 0 },
    { clock: "2026-01-15T08:30:00Z", ok: false, maximumClockSkewSeconds: Number.NaN },
    { clock: "no date", ok: false },
  ])("at $clock, $maximumClockSkewSeconds s: $ok", async ({ clock, ok, maximumClockSkewSeconds }) => {
    const verification = await verifyRequest(received(), {
      ...options,
      now: () => new Date(clock),
      maximumClockSkewSeconds,
    });
    expect(verification).toMatchObject(ok ? { ok } : { ok, reason: "date-outside-window" });
  });
});
