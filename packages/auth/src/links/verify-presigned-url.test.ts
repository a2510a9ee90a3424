import { describe, expect, test } from "vitest";
import { type LinkDifference, receivedLink } from "../../testing/links.js";
import { keys, now } from "../../testing/received.js";
import { type LinkRefusalReason, linkRefusalReasons, type VerifyOptions, verifyPresignedUrl } from "../index.js";

const options: VerifyOptions = { lookUpKey: (id) => keys[id], now: () => now };
const replaced = (pattern: RegExp | string, replacement: string): LinkDifference => ({
  target: (signed) => signed.replace(pattern, replacement),
});
const added = (text: string): LinkDifference => ({ target: (signed) => `${signed}&${text}` });
const parameter = (name: string, value: string | undefined): LinkDifference => ({ parameters: { [name]: value } });
const temporary = (token: string | undefined): LinkDifference => ({
  accessKeyId: "AKTPEXAMPLE",
  parameters: { "X-Security-Token": token },
});
const allNames = "X-Algorithm;X-Credential;X-Date;X-Expires;X-NotSignBody;X-SignedHeaders;X-SignedQueries;name";

describe("accepts", () => {
  const rows: Record<string, LinkDifference> = {
    "the base link": {},
    "parameters in another order": { target: (signed) => signed.replace(/\?(.+)&(X-Signature=.+)/, "?$2&$1") },
    "an escape in another spelling": replaced("X-Date", "%58-Date"),
    "a + for a space": replaced("a%20b", "a+b"),
    "no parameters but its own": parameter("name", undefined),
    "parameters that differ in the case of letters": { parameters: { Name: "1" } },
    "a path of all sorts": { path: "//a/./%2e%2e/%7e(1)", canonicalPath: "//a/./../~%281%29" },
    "a list in another order": { signedQueries: allNames.split(";").reverse().join(";") },
    "a list without its own name, as from the vendor's Node signers": {
      signedQueries: allNames.replace("X-SignedQueries;", ""),
    },
    "an empty region": { scope: "20260115//air/request" },
    "a temporary key with its token": temporary("STSexample=="),
    "the shortest time": parameter("X-Expires", "1"),
    "the longest time": parameter("X-Expires", "604800"),
  };
  test.each(Object.entries(rows))("%s", async (_, difference) => {
    expect(await verifyPresignedUrl(receivedLink(difference), options)).toMatchObject({ ok: true });
  });

  test("and says whose link it is and how long it is good", async () => {
    expect(await verifyPresignedUrl(receivedLink(), options)).toEqual({
      ok: true,
      accessKeyId: "AKLTEXAMPLE",
      region: "cn-beijing",
      date: now,
      expires: new Date("2026-01-15T08:45:00Z"),
    });
  });
});

const refusals: [name: string, reason: LinkRefusalReason, LinkDifference][] = [
  ["a POST", "unsupported-method", { method: "POST" }],
  ["a HEAD", "unsupported-method", { method: "HEAD" }],
  ["a method in lower case", "unsupported-method", { method: "get" }],
  ["a target of 17 kB", "target-too-long", added("a".repeat(17_000))],
  ["a broken escape", "malformed-target", added("a=%")],
  ["no query", "missing-parameter", { target: () => "/files/report.zip" }],
  ...["X-Algorithm", "X-Credential", "X-Date", "X-Expires", "X-NotSignBody", "X-SignedHeaders"].map(
    (name): [string, LinkRefusalReason, LinkDifference] => [
      `no ${name}`,
      "missing-parameter",
      parameter(name, undefined),
    ],
  ),
  ["no X-SignedQueries", "missing-parameter", replaced(/&X-SignedQueries=[^&]+/, "")],
  ["no X-Signature", "missing-parameter", replaced(/&X-Signature=.+/, "")],
  ["a parameter twice", "repeated-parameter", added("name=a%20b")],
  ["X-Signature twice", "repeated-parameter", added(`X-Signature=${"0".repeat(64)}`)],
  ["X-Expires again in lower case", "repeated-parameter", { parameters: { "x-expires": "604800" } }],
  ["another vendor's algorithm", "unsupported-algorithm", parameter("X-Algorithm", "AWS4-HMAC-SHA256")],
  ["signed headers", "unsupported-signed-headers", parameter("X-SignedHeaders", "host")],
  ["a value of X-NotSignBody", "unsupported-signed-headers", parameter("X-NotSignBody", "1")],
  ["a credential of the key alone", "malformed-credential", parameter("X-Credential", "AKLTEXAMPLE")],
  ["another vendor's terminator", "wrong-terminator", { scope: "20260115/cn-beijing/air/aws4_request" }],
  ["another service", "wrong-service", { scope: "20260115/cn-beijing/tos/request" }],
  ["a date in the ISO form", "malformed-date", parameter("X-Date", "2026-01-15T08:30:00Z")],
  ["a leap second that ends the year 9999", "malformed-date", parameter("X-Date", "99991231T235960Z")],
  ["the scope of the day before", "scope-date-mismatch", { scope: "20260114/cn-beijing/air/request" }],
  ...["0", "-1", "604801", "9999999", "1e3", "900.0", "+900", "0900", " 900", "", "NaN", "９００"].map(
    (text): [string, LinkRefusalReason, LinkDifference] => [
      `an X-Expires of ${JSON.stringify(text)}`,
      "malformed-expiry",
      parameter("X-Expires", text),
    ],
  ),
  ["a signature cut off", "malformed-signature", replaced(/.$/, "")],
  ["a signature in upper case", "malformed-signature", replaced(/Signature=.+$/, `Signature=${"AB".repeat(32)}`)],
  ["a list that names one that was not sent", "malformed-signed-queries", { signedQueries: `${allNames};other` }],
  ["a list that names one twice", "malformed-signed-queries", { signedQueries: `${allNames};name` }],
  ["a list that names the signature", "malformed-signed-queries", { signedQueries: `${allNames};X-Signature` }],
  ["an empty list", "malformed-signed-queries", { signedQueries: "" }],
  ["a name that holds the list's separator", "malformed-signed-queries", { parameters: { "a;b": "1" } }],
  ["a parameter added to the link", "unsigned-parameter", added("admin=1")],
  ["a session token added to the link", "unsigned-parameter", added("X-Security-Token=a")],
  ["a parameter that the list leaves out", "unsigned-parameter", { signedQueries: allNames.replace(";name", "") }],
  ["X-Expires not signed", "unsigned-parameter", { signedQueries: allNames.replace("X-Expires;", "") }],
  [
    "a token not signed, as from the vendor's Python signer",
    "unsigned-parameter",
    { ...temporary("STSexample=="), signedQueries: allNames },
  ],
  ["an unknown key", "unknown-access-key", { accessKeyId: "AKLTNOBODY" }],
  ["__proto__", "unknown-access-key", { accessKeyId: "__proto__" }],
  ["a key without a secret", "unknown-access-key", { accessKeyId: "AKLTEMPTY" }],
  ["another secret", "signature-mismatch", { secretAccessKey: "another" }],
  ["another path", "signature-mismatch", replaced("report", "secret")],
  ["a slash more", "signature-mismatch", replaced("/files/", "//files/")],
  ["dot segments", "signature-mismatch", replaced("/files/", "/x/../files/")],
  ["another value", "signature-mismatch", replaced("a%20b", "a%20c")],
  ["a longer time", "signature-mismatch", replaced("X-Expires=900", "X-Expires=901")],
  ["a later date", "signature-mismatch", replaced("083000Z", "083001Z")],
  ["a region changed on the way", "signature-mismatch", replaced("cn-beijing", "cn-north-1")],
  ["a signature of zeros", "signature-mismatch", replaced(/Signature=.+$/, `Signature=${"0".repeat(64)}`)],
  ["a temporary key without its token", "missing-security-token", temporary(undefined)],
  ["a temporary key with another token", "wrong-security-token", temporary("STSother")],
  ["a temporary key with an empty token", "wrong-security-token", temporary("")],
  ["a token under a key that has none", "unexpected-security-token", parameter("X-Security-Token", "STSexample==")],
  ["an empty token under a key that has none", "unexpected-security-token", parameter("X-Security-Token", "")],
  ["a date 15 min 1 s ahead", "date-in-the-future", parameter("X-Date", "20260115T084501Z")],
  [
    "a date of the year before",
    "link-expired",
    { ...parameter("X-Date", "20250115T083000Z"), scope: "20250115//air/request" },
  ],
];

test.each(refusals)("refuses %s: %s", async (_, reason, difference) => {
  expect(await verifyPresignedUrl(receivedLink(difference), options)).toEqual({ ok: false, reason });
});

test("each reason that exists has a row", () => {
  const seen = new Set(refusals.map(([, reason]) => reason));
  expect([...seen].sort()).toEqual(Object.keys(linkRefusalReasons).sort());
});

describe("a link of 900 s", () => {
  test.each<{ clock: string; reason: string | undefined; maximumClockSkewSeconds?: number }>([
    { clock: "2026-01-15T08:14:59.999Z", reason: "date-in-the-future" },
    { clock: "2026-01-15T08:15:00Z", reason: undefined },
    { clock: "2026-01-15T08:30:00Z", reason: undefined },
    { clock: "2026-01-15T08:45:00Z", reason: undefined },
    { clock: "2026-01-15T08:45:00.999Z", reason: undefined },
    { clock: "2026-01-15T08:45:01Z", reason: "link-expired" },
    { clock: "2026-01-15T08:29:59Z", reason: "date-in-the-future", maximumClockSkewSeconds: 0 },
    { clock: "2026-01-15T08:45:01Z", reason: "link-expired", maximumClockSkewSeconds: 3600 },
    { clock: "2026-01-15T08:30:00Z", reason: "date-in-the-future", maximumClockSkewSeconds: Number.NaN },
    { clock: "no date", reason: "date-in-the-future" },
  ])("at $clock, $maximumClockSkewSeconds s of skew: $reason", async ({ clock, reason, maximumClockSkewSeconds }) => {
    const link = receivedLink();
    const verification = await verifyPresignedUrl(link, {
      ...options,
      now: () => new Date(clock),
      maximumClockSkewSeconds,
    });
    expect(verification).toMatchObject(reason === undefined ? { ok: true } : { ok: false, reason });
  });
});
