import { expect, test } from "vitest";
import { keys, now, received } from "../testing/received.js";
import { refusals } from "../testing/refusals.js";
import type * as Face from "./index.js";

// What is published, which a bundler has made of the source: it may leave out what it takes to have no effect.
const { signRequest, verifyRequest }: typeof Face = await import(new URL("../dist/index.js", import.meta.url).href);

test.each(refusals)("the built verifier refuses %s: %s", async (_, reason, difference) => {
  const options = { lookUpKey: (id: string) => keys[id], now: () => now };
  expect(await verifyRequest(received(difference), options)).toEqual({ ok: false, reason });
  expect(await verifyRequest(received(), options)).toMatchObject({ ok: true });
});

test.each(["/%zz", "/?a=%zz", "/?a=%ff"])("the built signer refuses a broken escape: %s", async (target) => {
  const credentials = { accessKeyId: "AKLTEXAMPLE", secretAccessKey: "example-secret" };
  const signed = signRequest({ method: "POST", url: `https://kb.example${target}` }, { credentials });
  await expect(signed).rejects.toThrow("a broken escape: remove it");
});
