import { describe, expect, test, vi } from "vitest";
import { type Difference, headersWith, keys, now, received, signedBy, temporary } from "../../testing/received.js";
import { refusals } from "../../testing/refusals.js";
import { refusalReasons, type VerifyOptions, verifyRequest } from "../index.js";

const hmacs = vi.hoisted(() => ({ count: 0 }));
vi.mock(import("../sign/hmac.js"), async (importOriginal) => {
  const { createHmac } = await importOriginal();
  return {
    createHmac: (key) => {
      const hmac = createHmac(key);
      return (text, encoding) => {
        hmacs.count++;
        return hmac(text, encoding);
      };
    },
  };
});

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

describe("what depends on the key costs the same number of HMACs for every refused request", () => {
  const refused = {
    "an unknown key": signedBy("AKLTNOBODY"),
    "an unknown key, signed with the secret that stands in for it": signedBy("AKLTNOBODY", "no-such-access-key"),
    "a wrong signature": signedBy("AKLTEXAMPLE"),
    "a wrong signature under a temporary key": { ...temporary("STSexample=="), secretAccessKey: "x" },
  };
  const count = async (difference: Difference) => {
    hmacs.count = 0;
    const { ok } = await verifyRequest(received(difference), options);
    return { ok, count: hmacs.count };
  };

  // Four for the key, which an accepted request is spared where it is kept, and one for the signature.
  test.each(Object.entries(refused))("%s, before and after a request was accepted", async (name, difference) => {
    const expected = { ok: false, count: 5 };
    // A region of this row's own, for which no key is kept yet.
    const scoped = { ...difference, scope: `20260115/${name.replace(/\W/g, "-")}/air/request` };
    expect(await count(scoped)).toEqual(expected);
    expect(await count({ scope: scoped.scope })).toEqual({ ok: true, count: 5 });
    expect(await count({ scope: scoped.scope })).toEqual({ ok: true, count: 1 });
    expect(await count(scoped)).toEqual(expected);
    expect(await count(scoped)).toEqual(expected);
  });
});

test("what the look-up throws is the caller's to handle", async () => {
  const lookUpKey = () => Promise.reject(new Error("database away"));
  await expect(verifyRequest(received(), { ...options, lookUpKey })).rejects.toThrow("database away");
});
