import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defaultExclude, defineConfig } from "vitest/config";

/** What tests start runs the sources too: threads take this from the arguments, processes from the environment. */
const resolveSource = `--import=${new URL("testing/resolve-source.js", import.meta.url)}`;

/** Files that replace a module, which the others would then find replaced too. */
const alone = ["src/import/watch-folder.turns.test.ts"];

// The tests drive real servers and processes: on a busy machine these take their time, and only one that hangs is a fault.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default one core is left free, which of two leaves one: the files would run one after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    execArgv: [resolveSource],
    env: {
      NODE_OPTIONS: resolveSource,
      // What was stripped of its types once needs not be again.
      NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node", import.meta.url)),
    },
    projects: [
      // Loaded anew for each file, its modules would take longer than its tests.
      { extends: true, test: { name: "together", isolate: false, exclude: [...defaultExclude, ...alone] } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
  },
});
