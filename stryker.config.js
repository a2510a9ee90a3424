import { readFileSync } from "node:fs";

/** What is changed, one edit at a time, to see whether a test of the package notices; and where those tests are. */
const subjects = {
  "@viking-kb/auth": { mutate: ["src/checks.ts", "src/{sign,verify}/**/*.ts"], dir: "src" },
  "@viking-kb/contract": { mutate: ["src/strict/**/*.ts"], dir: "src/strict" },
};

// The package is the one in whose folder this is started; tools that read this file at the root find no subject.
const { mutate = [], dir = "." } = subjects[JSON.parse(readFileSync("package.json", "utf8")).name] ?? {};

export default {
  mutate: [...mutate, "!**/*.test.ts"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { dir },
  coverageAnalysis: "perTest",
  // The copy that is edited stands as deep below the root as the package, so that its paths to other folders hold.
  tempDirName: "../../.stryker",
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: true },
  thresholds: { high: 95, low: 85, break: 85 },
};
