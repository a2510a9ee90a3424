import { fileURLToPath } from "node:url";
import { atLeastTwoWorkers, testsOf } from "../../vitest.config.ts";
import { postgresOfTests } from "./testing/postgres-server.ts";

const fileOf = (name: string) => fileURLToPath(new URL(`testing/${name}.ts`, import.meta.url));
const quickStarts = fileOf("quick-starts");
const postgres = fileOf("postgres-setup");

/** Where PostgreSQL is installed, what holds for both engines is tried on it too. */
const onBoth = [
  "src/storage/storage.*.test.ts",
  "src/import/run-import{,.emptied,.states,.moved-points}.test.ts",
  "src/export/{archive,run-exports,killed-exports}.test.ts",
  "src/http/downloads/downloads{,.connections}.test.ts",
  // It takes most of a minute more. contract-engines.postgres.test.ts holds the answers to those on SQLite anyway.
  ...(process.env.VIKING_KB_TEST_POSTGRES ? ["src/contract-run.test.ts"] : []),
];
const onPostgres = ["src/**/*.postgres.test.ts"];
const hasPostgres = postgresOfTests() !== undefined;

export default testsOf({
  maxWorkers: atLeastTwoWorkers,
  alone: ["src/import/watch-folder.turns.test.ts"],
  globalSetup: [quickStarts, postgres],
  again: {
    name: "PostgreSQL",
    include: hasPostgres ? [...onBoth, ...onPostgres] : [],
    only: onPostgres,
    globalSetup: postgres,
    provide: { engine: "PostgreSQL" },
  },
});
