import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What tests start runs the sources too: threads take this from the arguments, processes from the environment. */
const resolveSource = `--import=${new URL("testing/resolve-source.js", import.meta.url)}`;

// The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: [resolveSource],
    env: {
      NODE_OPTIONS: resolveSource,
      // What was stripped of its types once needs not be again.
      NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node", import.meta.url)),
    },
  },
});
