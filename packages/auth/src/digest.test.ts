import { afterEach, describe, expect, test, vi } from "vitest";
import { isPortableRun } from "../testing/runtime.js";
import { sha256, sha256Hex } from "./digest.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("hashes the way that this run is for", async ({ task }) => {
  expect(isPortableRun).toBe(task.file.projectName === "Web Crypto");
  const digest = vi.spyOn(globalThis.crypto.subtle, "digest");
  const hash = sha256Hex("");
  expect([hash instanceof Promise, digest.mock.calls.length]).toEqual(isPortableRun ? [true, 1] : [false, 0]);
  await hash;
});

describe("SHA-256", () => {
  test.each([
    ["nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["FIPS 180-4's first example", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["a text as UTF-8", "知", "142a111bdbd817ad0e2bfc3c04d99db398da2bdb86dd0273e899175e19bfabf0"],
  ])("of %s", async (_, text, digest) => {
    const bytes = new TextEncoder().encode(text);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    for (const data of [text, bytes, shared]) {
      expect(await sha256Hex(data)).toBe(digest);
      expect(Buffer.from(await sha256(data, "latin1"), "latin1").toString("hex")).toBe(digest);
    }
  });

  test("of a buffer that is written to straight afterwards", async () => {
    const buffer = new TextEncoder().encode("abc");
    const hash = sha256Hex(buffer);
    buffer.fill(0);
    expect(await hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe.runIf(isPortableRun)("without Web Crypto", () => {
  test.each([
    ["no crypto", undefined],
    ["no crypto.subtle, as on a page that is not secure", {}],
  ])("%s: the error says what to do", async (_, crypto) => {
    vi.stubGlobal("crypto", crypto);
    await expect(sha256Hex("")).rejects.toThrow(/Web Crypto is not available: .*https.*Node 20/);
  });
});
