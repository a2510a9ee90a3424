import { expect, test } from "vitest";
import { runProgram } from "../testing/run-program.js";
import { tryEverything } from "../testing/try-everything.js";

/** How the global `Promise` comes to be another than that of async functions and of Web Crypto. */
const promises = {
  "zone.js, as with Angular": 'await import("zone.js");',
  bluebird: 'globalThis.Promise = (await import("bluebird")).default;',
};
const hashings = {
  "node:crypto": "",
  "Web Crypto": 'Object.defineProperty(process, "getBuiltinModule", { value: undefined });',
};
const rows = Object.entries(promises).flatMap(([promise, install]) =>
  Object.entries(hashings).map(([hashing, prepare]) => ({ promise, install, hashing, prepare })),
);

test.each(rows)("where Promise is that of $promise, all is as anywhere, by $hashing", async ({ install, prepare }) => {
  const found = await runProgram(`
    ${prepare}
    ${install}
    const isNative = (async () => {})() instanceof Promise;
    const { tryEverything } = await import("./testing/try-everything.ts");
    console.log(JSON.stringify([isNative, await tryEverything()]));
  `);
  const here = await tryEverything();
  expect(found).toEqual([false, JSON.parse(JSON.stringify(here))]);
  // What it is compared with is what it should be.
  for (const outcomes of Object.values(here.verified)) {
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, reason: "signature-mismatch" },
      { ok: true },
    ]);
  }
});
