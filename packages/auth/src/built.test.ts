import { describe, expect, test } from "vitest";
import { keys, now, received } from "../testing/received.js";
import { refusals } from "../testing/refusals.js";
import type * as Face from "./index.js";

// What is published, which a bundler has made of the source: it may leave out what it takes to have no effect.
const built = ["index.js", "index.cjs"];
const load = (file: string): Promise<typeof Face> => import(new URL(`../dist/${file}`, import.meta.url).href);

describe.each(built)("the built %s", async (file) => {
  const { signRequest, verifyRequest } = await load(file);

  test.each(refusals)("refuses to verify %s: %s", async (_, reason, difference) => {
    const options = { lookUpKey: (id: string) => keys[id], now: () => now };
    expect(await verifyRequest(received(difference), options)).toEqual({ ok: false, reason });
    expect(await verifyRequest(received(), options)).toMatchObject({ ok: true });
  });

  test.each(["/%zz", "/?a=%zz", "/?a=%ff"])("refuses to sign a broken escape: %s", async (target) => {
    const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
    const signed = signRequest({ method: "POST", url: `https://kb.example${target}` }, { credentials });
    await expect(signed).rejects.toThrow("holds a broken escape");
  });
});
