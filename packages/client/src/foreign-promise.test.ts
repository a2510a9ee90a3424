import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundleProgram, startProgram } from "../testing/run-program.js";
import { tryEverything } from "../testing/try-everything.js";

/** Libraries that replace the global `Promise`, but not that of async functions and of Web Crypto. */
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

test("no source asks whether something is an instance of a class that a runtime may have twice", () => {
  const folder = new URL("./", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const asked = sources.flatMap((name) =>
    [...readFileSync(new URL(name, folder), "utf8").matchAll(/\binstanceof (\w+)/g)].map(([, asked]) => asked),
  );
  // Classes of this package may be asked for. Across two copies of it isKnowledgeBaseError is the way, and a
  // Configuration of another copy is read as options.
  expect(new Set(asked)).toEqual(new Set(["Configuration", "KnowledgeBaseError", "Refusal"]));
});

test.each(rows)("where Promise is that of $promise, all is as anywhere, by $hashing", async ({ install, prepare }) => {
  const program = await bundleProgram(`
    ${prepare}
    ${install}
    const isNative = (async () => {})() instanceof Promise;
    const { tryEverything } = await import("./testing/try-everything.ts");
    console.log(JSON.stringify([isNative, await tryEverything()]));
  `);
  const found = JSON.parse((await startProgram(program)).stdout);
  const here = await tryEverything();
  expect(found).toEqual([false, JSON.parse(JSON.stringify(here))]);
  // What it is compared with is right itself.
  for (const [how, outcome] of Object.entries(here)) {
    expect(outcome).toMatchObject({
      refusals: [],
      waited: { status: "success" },
      told: ["running", "success"],
      ids: 150,
      download: { bytes: 7 },
      failed: "doc-not-exist",
      aborted: "aborted",
      late: "timeout",
      whole: 200,
      explained: how.includes("signer") ? "TypeError" : true,
    });
  }
});
