import { beforeEach, describe, expect, test, vi } from "vitest";
import { headersWith, keys, received, signedBy } from "../../testing/received.js";
import { referenceAuthorization, sha256 } from "../../testing/reference-signer.js";
import { type SignOptions, signRequest, verifyRequest } from "../index.js";
import { createHmac } from "./hmac.js";

vi.mock(import("./hmac.js"), async (importOriginal) => {
  const original = await importOriginal();
  return { createHmac: vi.fn(original.createHmac) };
});
const madeKeys = vi.mocked(createHmac);
beforeEach(() => {
  madeKeys.mockClear();
});

/**
 * How many signing keys were derived: each takes a key for the secret, one for each segment of the scope but the last.
 */
const countDerivations = () => madeKeys.mock.calls.length / 5;

let secrets = 0;
/** A secret that no other test has used, since all share what is kept. */
const newSecret = () => `secret-${secrets++}`;

const now = () => new Date("2026-01-15T08:30:00Z");
const accessKeyId = "AKLTEXAMPLE";
const sign = (secretAccessKey: string, change: Partial<SignOptions> = {}) =>
  signRequest(
    { method: "POST", url: "http://localhost:3000/" },
    { credentials: { accessKeyId, secretAccessKey }, now, ...change },
  );

/** What the reference signer, which keeps nothing, makes of the same. */
function reference(secretAccessKey: string, scope = "20260115/cn-beijing/air/request", date = "20260115T083000Z") {
  const signedHeaders = Object.entries({ host: "localhost:3000", "x-content-sha256": sha256(""), "x-date": date });
  const parts = { method: "POST", canonicalUri: "/", canonicalQuery: "", body: "", signedHeaders };
  return referenceAuthorization({ ...parts, secretAccessKey, accessKeyId, scope, date });
}

describe("a key is derived once for", () => {
  test.each([
    ["a secret", ""],
    ["a secret longer than a block", "long-secret-".repeat(20)],
    ["a secret beyond ASCII", "密钥-é"],
  ])("%s", async (_, end) => {
    const secret = newSecret() + end;
    for (let time = 0; time < 2; time++) {
      expect((await sign(secret)).authorization).toBe(reference(secret));
    }
    expect(countDerivations()).toBe(1);
  });

  /** What is signed once more with a secret whose key is kept, and how often a key is derived for that. */
  const rows: { title: string; change: Partial<SignOptions>; derivations: number; scope?: string }[] = [
    { title: "the same again", change: {}, derivations: 0 },
    { title: "the same a second later", change: { now: () => new Date("2026-01-15T08:30:01Z") }, derivations: 0 },
    {
      title: "another day",
      change: { now: () => new Date("2026-01-16T00:00:00Z") },
      derivations: 1,
      scope: "20260116/cn-beijing/air/request",
    },
    {
      title: "another region",
      change: { region: "cn-north-1" },
      derivations: 1,
      scope: "20260115/cn-north-1/air/request",
    },
    { title: "no region", change: { region: "" }, derivations: 1, scope: "20260115//air/request" },
    { title: "another service", change: { service: "iam" }, derivations: 1, scope: "20260115/cn-beijing/iam/request" },
    {
      title: "region and service the other way round",
      change: { region: "air", service: "cn-beijing" },
      derivations: 1,
      scope: "20260115/air/cn-beijing/request",
    },
  ];
  test.each(rows)("a secret, and then for $title: $derivations", async ({ change, derivations: times, scope }) => {
    const [secret, other] = [newSecret(), newSecret()];
    await sign(secret);
    // Another secret under the same id has a key of its own, and leaves the first one's.
    expect((await sign(other)).authorization).toBe(reference(other));
    madeKeys.mockClear();
    const { authorization, "x-date": date } = await sign(secret, change);
    expect(authorization).toBe(reference(secret, scope, date));
    expect(countDerivations()).toBe(times);
  });
});

test("a signer and a verifier share what is kept, and a changed secret is not verified with the old one's key", async () => {
  const [oldSecret, rotated] = [newSecret(), newSecret()];
  const request = received(signedBy(accessKeyId, oldSecret));
  const verify = (secretAccessKey: string) => verifyRequest(request, { lookUpKey: () => ({ secretAccessKey }), now });
  await sign(oldSecret);
  madeKeys.mockClear();
  expect(await verify(oldSecret)).toMatchObject({ ok: true });
  expect(countDerivations()).toBe(0);
  expect(await verify(rotated)).toEqual({ ok: false, reason: "signature-mismatch" });
  expect(await verify(oldSecret)).toMatchObject({ ok: true });
});

describe("what is kept is bounded", () => {
  const fill = async (count: number) => {
    for (let index = 0; index < count; index++) await sign(newSecret());
  };

  test.each([
    ["kept behind 31 others", 31, 0],
    ["crowded out by 32 others", 32, 1],
  ])("%s", async (_, others, times) => {
    const secret = newSecret();
    await sign(secret);
    await fill(others);
    madeKeys.mockClear();
    await sign(secret);
    expect(countDerivations()).toBe(times);
  });

  const bursts: { title: string; once: (secret: string) => Promise<unknown> }[] = [
    { title: "first signatures", once: sign },
    {
      title: "first verifications",
      once: (secret) =>
        verifyRequest(received(signedBy(accessKeyId, secret)), { lookUpKey: () => ({ secretAccessKey: secret }), now }),
    },
  ];
  test.each(bursts)("a burst of $title with one key leaves the others", async ({ once }) => {
    const [secret, bursting] = [newSecret(), newSecret()];
    await sign(secret);
    await Promise.all(Array.from({ length: 50 }, () => once(bursting)));
    await fill(30);
    madeKeys.mockClear();
    await sign(bursting);
    await sign(secret);
    expect(countDerivations()).toBe(0);
  });

  test("a key in use is not crowded out", async () => {
    const secret = newSecret();
    for (let round = 0; round < 5; round++) {
      await sign(secret);
      await fill(20);
    }
    expect(madeKeys.mock.calls.filter(([used]) => used === secret)).toHaveLength(1);
  });

  test("a refused request keeps no key and crowds none out, a region of each request's own notwithstanding", async () => {
    const secret = newSecret();
    await sign(secret);
    for (let index = 0; index < 40; index++) {
      const scope = `20260115/region-${index}/air/request`;
      for (const id of ["AKLTEXAMPLE", "AKLTNOBODY"]) {
        // The second one carries a sound signature under the secret that stands in for an unknown key's.
        const difference = { ...signedBy(id), scope, signedHeaders: headersWith({}) };
        expect(await verifyRequest(received(difference), { lookUpKey: (known) => keys[known], now })).toMatchObject({
          ok: false,
        });
      }
    }
    madeKeys.mockClear();
    await sign(secret);
    expect(countDerivations()).toBe(0);
  });
});

test("many that need a key at once each get the right signature", async () => {
  const secret = newSecret();
  const all = await Promise.all(Array.from({ length: 50 }, () => sign(secret)));
  for (const { authorization } of all) expect(authorization).toBe(reference(secret));
});
