import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defaultExclude, defineConfig, type ViteUserConfig } from "vitest/config";

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A package of this project is its sources, not what was built of them; then what Vite looks for by itself. */
const conditions = ["@viking-kb/source", "node", "development|production"];

/** The same for what Node itself loads: threads take it from the arguments, processes from the environment. */
const fromSource = [
  `--conditions=${conditions[0]}`,
  `--import=${new URL("apps/demo/bin/from-source.js", import.meta.url)}`,
];

type TestOptions = ViteUserConfig["test"];

/** What a package says of its tests. */
type PackageTests = TestOptions & {
  /** Files that replace a module, which the others would then find replaced too. */
  readonly alone?: readonly string[];
  /** Files that are run under other circumstances, besides or only. */
  readonly again?: TestOptions & {
    readonly name: string;
    readonly include: string[];
    readonly only: readonly string[];
  };
};

/**
 * The tests of one package. Loaded anew for each file, its modules would take longer than its tests, so its files share
 * them.
 */
export function testsOf({ alone = [], again, globalSetup = [], ...own }: PackageTests = {}) {
  const { only = [], ...others } = again ?? {};
  const together = { isolate: false, exclude: [...defaultExclude, ...alone, ...only] };
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      globalSetup: [pathOf("spec/scripts/bundle-if-stale.ts"), globalSetup].flat(),
      execArgv: fromSource,
      env: {
        NODE_OPTIONS: fromSource.join(" "),
        // A source whose types were taken out once is not read again.
        NODE_COMPILE_CACHE: pathOf("node_modules/.cache/node"),
      },
      // Many tests drive real servers and processes: on a busy machine these take their time, and only one that hangs
      // is a fault.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      ...(alone.length === 0
        ? together
        : {
            projects: [
              { extends: true, test: { name: "together", ...together } },
              { extends: true, test: { name: "alone", include: [...alone] } },
              ...(again ? [{ extends: true, test: { isolate: false, ...others } } as const] : []),
            ],
          }),
      ...own,
    },
  });
}

/** By default one core is left free, which of two leaves one: the files would run one after the other. */
export const atLeastTwoWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({ test: { projects: ["spec", "packages/*", "apps/*"] } });
