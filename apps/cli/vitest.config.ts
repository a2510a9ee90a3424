import { defineConfig } from "vitest/config";

// The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
export default defineConfig({
  test: { testTimeout: 60_000, hookTimeout: 60_000, isolate: false, setupFiles: ["testing/without-pauses.ts"] },
});
