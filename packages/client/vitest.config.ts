import { defaultExclude, defineConfig } from "vitest/config";

/** Files that replace a module, which the others would then find replaced too. */
const alone = ["src/errors/load-failures*.test.ts", "src/download/*.test.ts"];

// The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // Loaded anew for each file, its modules would take longer than its tests.
      { extends: true, test: { name: "together", isolate: false, exclude: [...defaultExclude, ...alone] } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
