import { describe, expect, test } from "vitest";
import { excerpt, redact } from "./redact.js";

const secret = 'w3T/a+b=c&d"e\\f~Zq';

/** Ways to write a character that is neither a letter nor a digit. */
const spellings: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "in lower-case percent": (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "in JSON twice": (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  "in JSON with escaped slashes": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "in JSON as code points": (text) =>
    text.replace(/\W/g, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, "0")}`),
  "in HTML": (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("/", "&#47;"),
};

describe("a known secret is found", () => {
  test.each(Object.entries(spellings))("%s", (_title, spell) => {
    expect(redact(`before ${spell(secret)} after`, ["another-secret", secret])).toBe("before [redacted] after");
  });
});

describe("what looks like a key goes, and nothing else:", () => {
  const digits = "0123456789abcdef".repeat(4);
  const rows: [text: string, shown: string][] = [
    ["see https://h/a.pdf?X-Tos-Signature=x&b=1 now", "see https://h/a.pdf?… now"],
    ["https://h/a#access_token=x", "https://h/a?…"],
    ['"https:\\/\\/h\\/a?b=c"', '"https:\\/\\/h\\/a?…"'],
    ["https://h/a/b", "https://h/a/b"],
    [`Signature=${digits}`, "Signature=[redacted]"],
    [`Signature%3D${digits}`, "Signature%[redacted]"],
    ["key AKLTabcdefghij is unknown", "key [redacted] is unknown"],
    ["Authorization: Bearer abcdefgh.ij", "Authorization: Bearer [redacted]"],
    ['{"token":"abcdefghijklmnop"}', '{"token":"[redacted]"}'],
    [`in base64 ${btoa("Authorization: HMAC-SHA256 Credential=x")}`, "in base64 [redacted]"],
    ["check sign error, signature: mismatch", "check sign error, signature: mismatch"],
    ["invalid request:collection_name_that_is_long: must start with a letter", ""],
    ["request 02176846000000000000000000000000000ffff0a0a0a0a0a0a1", ""],
    ["知识库不存在 /api/knowledge/collection/info", ""],
  ];
  test.each(rows)("%s", (text, shown) => {
    expect(redact(text, ["short"])).toBe(shown || text);
  });
});

test("a text is cut at a space, so that no part of a secret is left, and soon enough", () => {
  const text = `${"x ".repeat(8_180)}${"s3cretS3cret-".repeat(400)}`;
  expect(redact(text, [])).not.toContain("s3cret");
  expect(redact("a".repeat(5_000_000), [])).toBe("");
});

test("an excerpt is one line of 200 characters, without control characters", () => {
  expect(excerpt(` <html>\r\n\t<b>\u0000\u001b[31m知</b>`, [])).toBe("<html> <b> [31m知</b>");
  expect(excerpt("a ".repeat(200), [])).toBe(`${"a ".repeat(100)}…`);
});

test("a text of links takes time in proportion to it", () => {
  const work = (length: number) => {
    const before = process.cpuUsage();
    for (let round = 0; round < 100; round++) redact("http://".repeat(length / 7), []);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const shorter = work(1_000);
  // Sixteen times the length would take 256 times the time if that grew with the square.
  expect(work(16_000) / Math.max(shorter, 15)).toBeLessThan(64);
});
