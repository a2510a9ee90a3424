import { expect, test, vi } from "vitest";
import { headersWith, keys, now, received } from "../testing/received.js";
import { refusals, signedBy, temporary } from "../testing/refusals.js";
import { refusalReasons, type VerifyOptions, verifyRequest } from "./index.js";

const options: VerifyOptions = { lookUpKey: (id) => keys[id], now: () => now };
test.each(refusals)("refuses %s: %s", async (_, reason, difference) => {
  expect(await verifyRequest(received(difference), options)).toEqual({ ok: false, reason });
});

test("each reason that exists has a row", () => {
  const seen = new Set(refusals.map(([, reason]) => reason));
  expect([...seen].sort()).toEqual(Object.keys(refusalReasons).sort());
});

test("an Authorization header without any one of its characters is refused", async () => {
  const { headers, ...request } = received();
  const lines = [...headers];
  const signed = lines.find(([name]) => name === "Authorization")?.[1] ?? "";
  for (let index = 0; index < signed.length; index++) {
    const shortened = signed.slice(0, index) + signed.slice(index + 1);
    // White space between the parts carries nothing.
    if (shortened.replaceAll(", ", ",") === signed.replaceAll(", ", ",")) continue;
    const changed = lines.map(([name, value]) => [name, name === "Authorization" ? shortened : value] as const);
    const verification = await verifyRequest({ ...request, headers: changed }, options);
    expect(verification, shortened).toMatchObject({ ok: false });
  }
});

test("a hostile run of spaces in a header costs no more than its length", async () => {
  // A quadratic trim would need hours for this, and the runner's time limit ends it.
  const spaces = `a${" ".repeat(4e6)}b`;
  const request = received({ sentHeaders: [...headersWith({}), ["x-note", spaces]] });
  expect((await verifyRequest(request, options)).ok).toBe(true);
});

test("all that depends on the key costs the same number of HMACs", async () => {
  const sign = vi.spyOn(globalThis.crypto.subtle, "sign");
  const counts = new Map<string, number>();
  const differences = {
    known: {},
    unknown: signedBy("AKLTNOBODY"),
    wrong: signedBy("AKLTEXAMPLE"),
    token: temporary(""),
  };
  for (const [name, difference] of Object.entries(differences)) {
    const request = received(difference);
    sign.mockClear();
    await verifyRequest(request, options);
    counts.set(name, sign.mock.calls.length);
  }
  sign.mockRestore();
  expect(Object.fromEntries(counts)).toEqual({ known: 5, unknown: 5, wrong: 5, token: 5 });
});

test("what the look-up throws is the caller's to handle", async () => {
  const lookUpKey = () => Promise.reject(new Error("database away"));
  await expect(verifyRequest(received(), { ...options, lookUpKey })).rejects.toThrow("database away");
});
