import { afterEach, describe, expect, test, vi } from "vitest";
import { isPortableRun } from "../../testing/runtime.js";
import { sha256 } from "./digest.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("hashes the way that this run is for", async ({ task }) => {
  expect(isPortableRun).toBe(task.file.projectName === "Web Crypto");
  const digest = vi.spyOn(globalThis.crypto.subtle, "digest");
  const hash = sha256("");
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
      expect(await sha256(data)).toBe(digest);
      expect(Buffer.from(await sha256(data, "latin1"), "latin1").toString("hex")).toBe(digest);
    }
  });

  test("of a buffer that is written to straight afterwards", async () => {
    const buffer = new TextEncoder().encode("abc");
    const hash = sha256(buffer);
    buffer.fill(0);
    expect(await hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("a feature that throws or lacks something counts as absent:", () => {
  const throws = () => {
    throw new Error("This is not supported in the Edge Runtime.");
  };
  const found = (crypto: unknown) => ({ getBuiltinModule: () => crypto });
  const runtimes: Record<string, object | undefined> = {
    "no process, as in browsers": undefined,
    "no getBuiltinModule, as in Node below 20.16": {},
    "a getBuiltinModule that throws, as in Next.js's edge runtime": { getBuiltinModule: throws },
    "a getBuiltinModule that cannot be read": Object.defineProperty({}, "getBuiltinModule", { get: throws }),
    "no node:crypto": found(undefined),
    "a node:crypto without a one-shot hash": found({}),
    "a one-shot hash that throws, as of stand-ins for node:crypto": found({ hash: throws }),
    "a one-shot hash that knows no latin1": found({ hash: () => "e3b0c442" }),
  };
  test.each(Object.entries(runtimes))("%s", async (_, stub) => {
    // What was found is kept: each runtime has a copy of its own.
    vi.resetModules();
    const { sha256 } = await import("./digest.js");
    vi.stubGlobal("process", stub);
    const hash = sha256("abc");
    vi.unstubAllGlobals();
    expect(hash).toBeInstanceOf(Promise);
    expect(await hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe.runIf(isPortableRun)("without Web Crypto", () => {
  test.each([
    ["no crypto", undefined],
    ["no crypto.subtle, as on a page that is not secure", {}],
  ])("%s: the error says what to do", async (_, crypto) => {
    vi.stubGlobal("crypto", crypto);
    await expect(sha256("")).rejects.toThrow(/Web Crypto is not available: .*https.*Node 20/);
  });
});
