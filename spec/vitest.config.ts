import { defineConfig } from "vitest/config";

// Loaded anew for each file, its modules would take longer than its tests.
export default defineConfig({ test: { testTimeout: 60_000, isolate: false } });
