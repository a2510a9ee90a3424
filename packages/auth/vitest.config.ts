import { defaultExclude, defineConfig } from "vitest/config";

/** All tests run on both ways of hashing: at once, by node:crypto, and later, by Web Crypto, as in a browser. */
const hashings = [
  { name: "node:crypto", setupFiles: [] },
  { name: "Web Crypto", setupFiles: ["testing/without-node-crypto.ts"] },
];

/** Files that replace a module, which the others would then find replaced too. */
const alone = ["src/sign/signing-key.test.ts", "src/verify/verify-request.refused.test.ts"];

export default defineConfig({
  test: {
    // The property tests take their time on a busy machine: only one that hangs is a fault.
    testTimeout: 60_000,
    projects: hashings.flatMap(({ name, setupFiles }) => [
      // Loaded anew for each file, its modules would take longer than its tests.
      { extends: true, test: { name, setupFiles, isolate: false, exclude: [...defaultExclude, ...alone] } },
      { extends: true, test: { name: `${name}, alone`, setupFiles, include: alone } },
    ]),
  },
});
