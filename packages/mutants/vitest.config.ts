import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Dredd and Prism take a second each to load: once a worker, not once a file. No test leaves anything behind.
    isolate: false,
    // By default one core is left free, which of two leaves one: the files would run one after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
