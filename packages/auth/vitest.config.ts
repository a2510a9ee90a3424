import { defineConfig } from "vitest/config";

// The property tests take their time on a busy machine: only one that hangs is a fault.
const testTimeout = 60_000;

/** All tests run on both ways of hashing: at once, by node:crypto, and later, by Web Crypto, as in a browser. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "node:crypto", testTimeout } },
      { test: { name: "Web Crypto", testTimeout, setupFiles: ["testing/without-node-crypto.ts"] } },
    ],
  },
});
