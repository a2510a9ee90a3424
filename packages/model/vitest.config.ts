import { defineConfig } from "vitest/config";

// The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
// Loaded anew for each file, its modules would take longer than its tests.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, isolate: false } });
