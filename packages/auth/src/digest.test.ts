import { afterEach, describe, expect, test, vi } from "vitest";
import { hmacSha256, sha256Hex } from "./digest.js";
import { toHexadecimal } from "./hexadecimal.js";

describe("SHA-256", () => {
  test.each([
    ["nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["FIPS 180-4's first example", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["a text as UTF-8", "知", "142a111bdbd817ad0e2bfc3c04d99db398da2bdb86dd0273e899175e19bfabf0"],
  ])("of %s", async (_, text, digest) => {
    expect(await sha256Hex(text)).toBe(digest);
    expect(await sha256Hex(new TextEncoder().encode(text))).toBe(digest);
  });
});

/** RFC 4231, section 4. */
test.each([
  ["1", "\x0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
  ["2", "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
])("HMAC-SHA256, test case %s of RFC 4231", async (_, key, data, digest) => {
  expect(toHexadecimal(await hmacSha256(key, data))).toBe(digest);
});

describe("without Web Crypto", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test.each([
    ["no crypto", undefined],
    ["no crypto.subtle, as on a page that is not secure", {}],
  ])("%s: the error says what to do", async (_, crypto) => {
    vi.stubGlobal("crypto", crypto);
    await expect(sha256Hex("")).rejects.toThrow(/Web Crypto is not available: .*https.*Node 20/);
  });
});
