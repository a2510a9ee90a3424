import { defineConfig } from "vitest/config";

// No test measures anything. Loading the peers takes its time on a busy machine, and only what hangs is a fault.
// Loaded anew for each file, its modules would take longer than its tests.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, isolate: false } });
