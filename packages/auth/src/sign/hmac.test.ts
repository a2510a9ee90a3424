import { createHmac as createNodeHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../../testing/requests.js";
import { createHmac } from "./hmac.js";

/** RFC 4231, section 4, but for the cases whose key is longer than a block. */
describe("RFC 4231", () => {
  test.each([
    ["1", "\x0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
    ["2", "Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"],
    ["3", "\xaa".repeat(20), "\xdd".repeat(50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"],
    [
      "4",
      Buffer.from(Array.from({ length: 25 }, (_, index) => index + 1)).toString("latin1"),
      "\xcd".repeat(50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    ],
  ])("test case %s", async (_, key, text, digest) => {
    expect(await createHmac(key)(text, "hex")).toBe(digest);
  });
});

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array).toString("latin1"));

test("is node:crypto's HMAC, whatever was signed before and whatever is signed meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(bytes(64), fc.array(bytes(200), { minLength: 1, maxLength: 6 }), async (key, texts) => {
      const hmac = createHmac(key);
      const expected = (text: string) =>
        createNodeHmac("sha256", Buffer.from(key, "latin1")).update(text, "latin1").digest("hex");
      // All at once: they share the key's blocks.
      expect(await Promise.all(texts.map((text) => hmac(text, "hex")))).toEqual(texts.map(expected));
    }),
    seeded({ numRuns: 300 }),
  );
});
